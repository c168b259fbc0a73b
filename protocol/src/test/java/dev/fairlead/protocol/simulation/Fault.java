package dev.fairlead.protocol.simulation;

import java.util.List;
import java.util.Locale;

/** What goes wrong, how likely at most, and the tables in which it is counted. */
enum Fault {
  MESSAGE_LOST(0.2, Where.Message.class),
  MESSAGE_REPEATED(0.2, Where.Message.class),
  MESSAGE_REORDERED(0.3, Where.Message.class),
  MESSAGE_LATE(0.1, Where.Message.class),
  MESSAGE_INTO_A_CUT(Where.Message.class),
  STATUS_CUT_OFF(0.2, Where.Point.class),
  ONE_WAY_CUT(0.4, Where.Key.class),
  SLOW_LINK(0.5, Where.Key.class),
  CUT_THAT_STAYS(0.25),
  WORKER_CRASHES(0.4, Where.Key.class, Where.Point.class),
  WORKER_PAUSES(0.5, Where.Key.class, Where.Point.class),
  WORKER_SUSPENDED(0.3, Where.Key.class, Where.Point.class),
  LIMITS_CHANGED(0.4, Where.Key.class, Where.Point.class),
  MEMORY_SHORT(0.2, Where.Key.class, Where.Point.class),
  OWNER_PAUSES(0.3, Where.Key.class, Where.Stream.class, Where.Office.class),
  OWNER_CRASHES(0.25, Where.Office.class),
  OWNER_SUSPENDED(0.2, Where.Office.class),
  OWNER_LEAVES(0.3),
  OWNER_HANDS_OVER(0.3),
  OWNER_CUT_OFF(0.2, Where.Office.class),
  OWNER_SUSPECTED(0.4),
  CUT_FROM_API(0.3, Where.Office.class),
  LEASE_DELETED(0.1, Where.Office.class),
  LEASE_EDITED(0.1, Where.Office.class),
  LEASE_OCCUPIED(0.05),
  LAYOUT_CHANGED(0.1),
  ROLLOUT(0.1, Where.Key.class, Where.Office.class),
  STATUS_PAUSES(0.3, Where.Point.class),
  STATUS_CRASHES(0.2, Where.Point.class),
  RECONCILER_FAILS(0.3),
  RECONCILER_HANGS(0.1),
  REQUEST_LOST(0.15, Where.Write.class),
  ANSWER_LOST(0.15, Where.Write.class),
  COMMITTED_LATE(0.15, Where.Write.class),
  RETRIED(0.15, Where.Write.class),
  CONFLICT(Where.Write.class),
  UNANSWERED(Where.Write.class),
  GATE_REFUSES(Where.Write.class),
  LABELS_STRIPPED(0.2, Where.Write.class),
  READ_FAILS(0.4),
  FOREIGN_WRITER(0.6, Where.Key.class),
  SELECTOR_LEFT(0.4, Where.Key.class),
  FLOOD_OF_REQUESTS(0.9),
  STREAM_DROPPED(0.7, Where.Key.class),
  LIST_BROKEN_OFF(0.2),
  LIST_SLOW(0.3),
  STREAM_SILENT(0.3, Where.Key.class),
  STALE_LIST(0.6),
  STALE_WATCH(0.6),
  THROTTLED(0.2),
  HISTORY_COMPACTED(0.6, Where.Key.class, Where.Stream.class),
  VERSION_EXPIRED(0.6),
  DEFINITION_REMOVED(0.1, Where.Key.class, Where.Stream.class),
  SERVER_RESTORED(0.1, Where.Key.class, Where.Stream.class, Where.Office.class),
  PERMISSION_REMOVED(0.2, Where.Key.class, Where.Stream.class);

  private final double most;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Class<?>> tables;

  /** A fault that happens by itself. */
  Fault(double most, Class<?>... tables) {
    this.most = most;
    this.tables = List.of(tables);
  }

  /** A fault that follows from others. */
  Fault(Class<?>... tables) {
    this(0, tables);
  }

  /** How likely it is, at each occasion, in the worst of schedules. */
  double most() {
    return most;
  }

  /** Whether it is counted in a table. */
  boolean meets(Class<?> table) {
    return tables.contains(table);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
