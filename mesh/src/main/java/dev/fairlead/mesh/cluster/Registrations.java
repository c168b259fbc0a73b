package dev.fairlead.mesh.cluster;

import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which process consumes which addresses of the bus. Safe for use by many threads. */
final class Registrations {

  /** Immutable lists, in the order of their coming. */
  private final Map<String, List<RegistrationInfo>> byAddress = new ConcurrentHashMap<>();

  List<RegistrationInfo> of(String address) {
    return byAddress.getOrDefault(address, List.of());
  }

  void add(String address, RegistrationInfo registration) {
    byAddress.merge(address, List.of(registration), (before, _) -> plus(before, registration));
  }

  void remove(String address, RegistrationInfo registration) {
    byAddress.computeIfPresent(
        address,
        (_, before) -> {
          List<RegistrationInfo> after = new ArrayList<>(before);
          after.remove(registration);
          return after.isEmpty() ? null : List.copyOf(after);
        });
  }

  /** Removes all of a node and returns the addresses that are consumed by fewer now. */
  Set<String> removeAll(String nodeId) {
    Set<String> changed = new HashSet<>();
    for (String address : byAddress.keySet()) {
      for (RegistrationInfo registration : of(address)) {
        if (registration.nodeId().equals(nodeId)) {
          remove(address, registration);
          changed.add(address);
        }
      }
    }
    return changed;
  }

  /** What others are told of a node. */
  List<Frame.Subscribed> told(String nodeId) {
    List<Frame.Subscribed> told = new ArrayList<>();
    byAddress.forEach((address, registrations) -> {
      for (RegistrationInfo registration : registrations) {
        if (registration.nodeId().equals(nodeId) && !registration.localOnly()) {
          told.add(new Frame.Subscribed(address, registration.seq()));
        }
      }
    });
    return told;
  }

  private static List<RegistrationInfo> plus(
      List<RegistrationInfo> before, RegistrationInfo registration) {
    if (before.contains(registration)) {
      return before;
    }
    List<RegistrationInfo> after = new ArrayList<>(before);
    after.add(registration);
    return List.copyOf(after);
  }
}
