package dev.fairlead.protocol.query;

import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.List;
import java.util.Optional;

/**
 * A controller in numbers.
 *
 * @param resource the primary's resource, once discovery knows it; not part of the JSON
 * @param problems what keeps it from working, such as a missing permission, one line each
 */
public record ControllerView(
    String name,
    String kind,
    String apiVersion,
    List<String> owns,
    List<String> reads,
    int objects,
    int ready,
    int notReady,
    int due,
    int delayed,
    int running,
    int held,
    boolean paused,
    int workers,
    int credit,
    double oldestDueSeconds,
    double ratePerSecond,
    double errorsPerSecond,
    List<String> problems,
    Optional<GroupVersionResource> resource) {

  public ControllerView {
    owns = List.copyOf(owns);
    reads = List.copyOf(reads);
    problems = List.copyOf(problems);
  }
}
