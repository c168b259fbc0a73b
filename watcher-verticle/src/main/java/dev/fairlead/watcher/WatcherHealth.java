package dev.fairlead.watcher;

import java.util.Collection;
import java.util.List;

/**
 * How the controllers of a watcher fare.
 *
 * @param controllers every controller it has heard of, by name
 */
public record WatcherHealth(List<Controller> controllers) {

  /**
   * One controller.
   *
   * @param synced whether every kind it declares is in step and nothing keeps it from being owned,
   *     so that its objects are reconciled
   * @param problems what keeps it from that, cause and remedy, one line each
   */
  public record Controller(String name, boolean synced, List<String> problems) {
    public Controller {
      problems = List.copyOf(problems);
    }
  }

  /** No controller has been heard of. */
  public static final WatcherHealth NONE = new WatcherHealth(List.of());

  public WatcherHealth {
    controllers = List.copyOf(controllers);
  }

  /** Whether all of these controllers have been heard of and are synced. */
  public boolean synced(Collection<String> names) {
    return names.stream()
        .allMatch(name ->
            controllers.stream()
                .anyMatch(controller -> controller.name().equals(name) && controller.synced()));
  }

  /** Whether every controller that has been heard of is synced. */
  public boolean synced() {
    return controllers.stream().allMatch(Controller::synced);
  }

  /** What keeps any controller from being synced, each cause once. */
  public List<String> problems() {
    return controllers.stream()
        .flatMap(controller -> controller.problems().stream())
        .distinct()
        .toList();
  }
}
