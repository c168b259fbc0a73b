package dev.fairlead.protocol.declaration;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.time.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A controller as its workers announce it.
 *
 * @param controller the name, unique in the mesh
 * @param version the version of the operator that announces it
 * @param primary the kind that is reconciled
 * @param owned the kinds of its children
 * @param reads other kinds whose objects a reconcile is given
 * @param readyCondition the condition of the primary that says whether it is ready; set to False
 *     when an attempt fails
 * @param namespaces the namespaces it is narrowed to; empty for all
 * @param deadline how long one attempt may take
 * @param resync how often every object is looked at again without a change
 * @param workersMax how many attempts one worker process runs at once
 * @param rate how many attempts may begin in the whole mesh; empty for as many as workers take
 */
public record Declaration(
    String controller,
    String version,
    WatchedKind primary,
    List<WatchedKind> owned,
    List<WatchedKind> reads,
    String readyCondition,
    List<String> namespaces,
    Duration deadline,
    Duration resync,
    int workersMax,
    Optional<RateLimit> rate) {

  public Declaration {
    owned = List.copyOf(owned);
    reads = List.copyOf(reads);
    namespaces = List.copyOf(namespaces);
  }

  /** One without a limit of its rate. */
  public Declaration(
      String controller,
      String version,
      WatchedKind primary,
      List<WatchedKind> owned,
      List<WatchedKind> reads,
      String readyCondition,
      List<String> namespaces,
      Duration deadline,
      Duration resync,
      int workersMax) {
    this(
        controller,
        version,
        primary,
        owned,
        reads,
        readyCondition,
        namespaces,
        deadline,
        resync,
        workersMax,
        Optional.empty());
  }

  /** Every kind it watches, the primary first. */
  public Stream<WatchedKind> watched() {
    return Stream.concat(Stream.of(primary), Stream.concat(owned.stream(), reads.stream()));
  }

  /**
   * How sentences name a kind: by itself, and with its group where the controller watches another
   * that is called alike.
   */
  public String nameOf(GroupVersionKind kind) {
    return watched()
            .map(WatchedKind::kind)
            .anyMatch(it -> it.kind().equals(kind.kind()) && !it.group().equals(kind.group()))
        ? kind.qualified()
        : kind.kind();
  }

  /** Whether {@code kind} is one of the owned kinds. */
  public boolean owns(GroupVersionKind kind) {
    return owned.stream().anyMatch(watched -> watched.kind().equals(kind));
  }
}
