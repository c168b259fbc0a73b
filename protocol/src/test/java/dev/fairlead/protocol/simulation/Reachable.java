package dev.fairlead.protocol.simulation;

import java.util.Map;
import java.util.Set;

/** Which faults can meet which states, and which states can follow which within one step. */
final class Reachable {

  private static final Map<Where, Set<? extends Where>> FOLLOWING =
      Map.ofEntries(
          Map.entry(Where.Key.IDLE, Set.of(Where.Key.DUE, Where.Key.RUNNING, Where.Key.PAUSED)),
          Map.entry(Where.Key.DUE, Set.of(Where.Key.IDLE, Where.Key.RUNNING, Where.Key.PAUSED)),
          Map.entry(
              Where.Key.DELAYED,
              Set.of(Where.Key.IDLE, Where.Key.DUE, Where.Key.RUNNING, Where.Key.PAUSED)),
          Map.entry(
              Where.Key.RUNNING,
              Set.of(
                  Where.Key.IDLE,
                  Where.Key.DUE,
                  Where.Key.DELAYED,
                  Where.Key.HELD,
                  Where.Key.BARRIER,
                  Where.Key.PAUSED)),
          Map.entry(
              Where.Key.HELD,
              Set.of(
                  Where.Key.IDLE,
                  Where.Key.DUE,
                  Where.Key.DELAYED,
                  Where.Key.RUNNING,
                  Where.Key.PAUSED)),
          Map.entry(
              Where.Key.BARRIER,
              Set.of(Where.Key.IDLE, Where.Key.DUE, Where.Key.RUNNING, Where.Key.PAUSED)),
          Map.entry(Where.Key.PAUSED, Set.of(Where.Key.IDLE, Where.Key.DUE, Where.Key.RUNNING)),
          Map.entry(
              Where.Point.THINKING,
              Set.of(
                  Where.Point.AT_SOCKET,
                  Where.Point.TELLING,
                  Where.Point.HANGING,
                  Where.Point.INTERRUPTED,
                  Where.Point.UNRELEASED)),
          Map.entry(Where.Point.TELLING, Set.of(Where.Point.INTERRUPTED, Where.Point.UNRELEASED)),
          Map.entry(Where.Point.AT_SOCKET, Set.of(Where.Point.CALLING)),
          Map.entry(
              Where.Point.CALLING,
              Set.of(
                  Where.Point.THINKING,
                  Where.Point.TELLING,
                  Where.Point.INTERRUPTED,
                  Where.Point.UNRELEASED)),
          Map.entry(Where.Point.HANGING, Set.of(Where.Point.INTERRUPTED, Where.Point.UNRELEASED)),
          Map.entry(Where.Point.INTERRUPTED, Set.of(Where.Point.ZOMBIE, Where.Point.UNRELEASED)),
          Map.entry(Where.Point.ZOMBIE, Set.of(Where.Point.UNRELEASED)),
          Map.entry(Where.Office.STANDBY, Set.of(Where.Office.TAKING)),
          Map.entry(Where.Office.TAKING, Set.of(Where.Office.STANDBY, Where.Office.TAKING_OVER)),
          Map.entry(
              Where.Office.TAKING_OVER,
              Set.of(Where.Office.STANDBY, Where.Office.SERVING, Where.Office.LEAVING)),
          Map.entry(
              Where.Office.SERVING,
              Set.of(Where.Office.STANDBY, Where.Office.RENEWING, Where.Office.LEAVING)),
          Map.entry(
              Where.Office.RENEWING,
              Set.of(Where.Office.STANDBY, Where.Office.SERVING, Where.Office.LEAVING)),
          Map.entry(Where.Office.LEAVING, Set.of(Where.Office.STANDBY)));

  private static final Set<Where> LABELLED = Set.of(Where.Write.CREATE, Where.Write.UPDATE);

  private Reachable() {}

  /** Whether a run that is long enough has to count this. */
  static boolean meets(Fault fault, Where where) {
    return fault.meets(where.getClass())
        && (fault != Fault.LABELS_STRIPPED || LABELLED.contains(where));
  }

  /** Whether one state can follow another within one step. */
  static boolean follows(Where before, Where after) {
    return FOLLOWING.getOrDefault(before, Set.of()).contains(after);
  }
}
