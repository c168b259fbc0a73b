package dev.fairlead.watcher;

import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.watcher.controller.ControllerSettings;
import dev.fairlead.watcher.controller.OperatorCode;
import dev.fairlead.watcher.ownership.Cut;
import dev.fairlead.watcher.ownership.DeathProbe;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a watcher works.
 *
 * @param zone where it runs; empty if unknown
 * @param namespaces what it is narrowed to, beside what controllers declare; empty for all
 * @param ownership how it comes to own its controllers
 * @param cut into how many partitions controllers are cut
 * @param deaths finds out whether another process is dead
 * @param controllers how each controller is treated
 * @param code mappings and predicates in Java that this process has
 * @param meters where it counts and measures
 * @param health hears how every controller fares, on the loop, whenever that changes
 */
public record WatcherSettings(
    String zone,
    List<String> namespaces,
    OwnershipSettings ownership,
    Cut cut,
    DeathProbe deaths,
    ControllerSettings.Of controllers,
    OperatorCode code,
    Meters meters,
    Consumer<WatcherHealth> health) {

  public WatcherSettings {
    namespaces = List.copyOf(namespaces);
  }

  /** All namespaces, owned alone, the numbers of the design, nobody who listens. */
  public static WatcherSettings defaults(long seed) {
    return new WatcherSettings(
        "",
        List.of(),
        new OwnershipSettings.Alone(1),
        Cut.NONE,
        DeathProbe.NONE,
        ControllerSettings.declared(DispatcherSettings.defaults(seed)),
        OperatorCode.NONE,
        Meters.none(),
        _ -> {});
  }

  /** The same, somewhere. */
  public WatcherSettings at(String place) {
    return new WatcherSettings(
        place, namespaces, ownership, cut, deaths, controllers, code, meters, health);
  }

  /** The same, narrowed. */
  public WatcherSettings in(List<String> only) {
    return new WatcherSettings(
        zone, only, ownership, cut, deaths, controllers, code, meters, health);
  }

  /** The same, owning in another way, with news of deaths. */
  public WatcherSettings owning(OwnershipSettings how, DeathProbe probe) {
    return new WatcherSettings(
        zone, namespaces, how, cut, probe, controllers, code, meters, health);
  }

  /** The same, with controllers cut otherwise. */
  public WatcherSettings cutting(Cut how) {
    return new WatcherSettings(
        zone, namespaces, ownership, how, deaths, controllers, code, meters, health);
  }

  /** The same, with controllers treated otherwise. */
  public WatcherSettings treating(ControllerSettings.Of other) {
    return new WatcherSettings(
        zone, namespaces, ownership, cut, deaths, other, code, meters, health);
  }

  /** The same, telling its health. */
  public WatcherSettings telling(Consumer<WatcherHealth> listener) {
    return new WatcherSettings(
        zone, namespaces, ownership, cut, deaths, controllers, code, meters, listener);
  }

  /** The same, measuring. */
  public WatcherSettings measuring(Meters where) {
    return new WatcherSettings(
        zone, namespaces, ownership, cut, deaths, controllers, code, where, health);
  }

  /** The same, with code of operators. */
  public WatcherSettings knowing(OperatorCode own) {
    return new WatcherSettings(
        zone, namespaces, ownership, cut, deaths, controllers, own, meters, health);
  }
}
