package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a controller that runs to other namespaces: their caches are filled while those that are
 * watched go on, and then all kinds are shifted at once. Keys that come into sight are due as after
 * a first list; keys that go out of sight are forgotten, and their objects let alone as they are;
 * of the others nothing is due that was not. Lives on the loop.
 */
final class Narrowing {

  private static final Logger LOG = LoggerFactory.getLogger(Narrowing.class);

  private final String controller;
  private final List<KindWatch> kinds;
  private final Triggers triggers;
  private boolean under;
  private String wanted = "";

  /**
   * Moves nothing as yet.
   *
   * @param kinds all that the controller watches, its primary first
   */
  Narrowing(String controller, List<KindWatch> kinds, Triggers triggers) {
    this.controller = controller;
    this.kinds = kinds;
    this.triggers = triggers;
  }

  /** These namespaces are wanted, empty for all. */
  void to(List<String> namespaces) {
    wanted = namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces);
    LOG.info("{}: to watch {}; what is watched goes on until then", controller, wanted);
    under = false;
    kinds.forEach(kind -> kind.want(namespaces));
    under = true;
  }

  /** Whether it is time to {@link #shift}. */
  boolean ready() {
    return under && kinds.stream().allMatch(KindWatch::ready);
  }

  /** Shows the namespaces that are wanted; the answer is what the dispatchers are to be told. */
  List<DispatcherInput> shift() {
    under = false;
    Map<KindWatch, KindWatch.Shift> shifts = new LinkedHashMap<>();
    kinds.forEach(kind -> shifts.put(kind, kind.shift()));
    Set<NamespacedName> fresh = new HashSet<>();
    List<DispatcherInput> inputs = new ArrayList<>();
    shifts.forEach((kind, shift) -> {
      boolean primary = kind == kinds.getFirst();
      for (Notification change : shift.changes()) {
        if (primary && change instanceof Notification.Added(ObservedObject object)) {
          fresh.add(object.name());
        }
        triggers.of(kind.kind(), change, primary).stream()
            .filter(input -> primary || !touches(input, fresh))
            .forEach(inputs::add);
      }
      for (ObservedObject object : shift.unseen()) {
        inputs.addAll(triggers.unseen(kind.kind(), object));
      }
    });
    LOG.info("{}: watches {} from now on", controller, wanted);
    return inputs;
  }

  /** A key that is fresh is due for that already. */
  private static boolean touches(DispatcherInput input, Set<NamespacedName> fresh) {
    return input instanceof DispatcherInput.KeyTouched(NamespacedName key, _, _)
        && fresh.contains(key);
  }
}
