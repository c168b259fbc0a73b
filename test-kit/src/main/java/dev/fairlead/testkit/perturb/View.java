package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.selector.LabelSelector;
import dev.fairlead.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the caches of a watcher have, kind by kind, each at a revision of its own, and what of it
 * concerns one primary.
 */
final class View {

  private final Server server;
  private final Declaration declaration;
  private final NamespacedName key;

  /** At which revision each kind is. */
  private final Map<WatchedKind, Long> revisions = new HashMap<>();

  View(Server server, Declaration declaration, NamespacedName key) {
    this.server = server;
    this.declaration = declaration;
    this.key = key;
  }

  /** Brings every kind up to what there is. */
  void catchUp() {
    long now = server.store().revision();
    declaration.watched().forEach(kind -> revisions.put(kind, now));
  }

  /** The same, but some kinds stay behind, though not behind what they have shown. */
  void catchUp(List<Disturbance> stale) {
    Map<WatchedKind, Long> behind = new HashMap<>();
    List<WatchedKind> kinds = declaration.watched().toList();
    for (Disturbance each : stale) {
      WatchedKind kind = kinds.get(each.kind() % kinds.size());
      long shown = revisions.getOrDefault(kind, server.beginning());
      List<Long> changes = server.changes(collection(kind), shown);
      if (!changes.isEmpty()) {
        int last = changes.size() - each.back() - 1;
        behind.put(kind, last < 0 ? shown : changes.get(last));
      }
    }
    catchUp();
    revisions.putAll(behind);
  }

  String collectionOfPrimary() {
    return collection(declaration.primary());
  }

  /** From now on this collection is not seen as it was before. */
  void mustShow(String collection) {
    long now = server.store().revision();
    declaration
        .watched()
        .filter(kind -> collection(kind).equals(collection))
        .forEach(kind -> revisions.put(kind, now));
  }

  /** What an attempt is given. */
  Snapshot snapshot() {
    Optional<ObservedObject> primary = primary();
    List<ObservedObject> children = new ArrayList<>();
    List<ObservedObject> reads = new ArrayList<>();
    primary.ifPresent(it -> {
      declaration.owned().forEach(kind -> children.addAll(concerning(kind, it)));
      declaration.reads().forEach(kind -> reads.addAll(concerning(kind, it)));
    });
    return new Snapshot(primary, children, reads);
  }

  Optional<ObservedObject> primary() {
    return objects(declaration.primary()).stream().filter(it -> it.name().equals(key)).findFirst();
  }

  /** The watched kind of this name. */
  Optional<WatchedKind> kind(GroupVersionKind kind) {
    return declaration.watched().filter(it -> it.kind().equals(kind)).findFirst();
  }

  /** All objects of a watched kind. */
  List<ObservedObject> objects(WatchedKind kind) {
    LabelSelector selector = selector(kind.labelSelector());
    List<ObservedObject> objects = new ArrayList<>();
    for (Stored stored :
        server.objects(collection(kind), revisions.getOrDefault(kind, server.store().revision()))) {
      if (selector.matches(stored.object())) {
        objects.add(Observation.of(server.resource(kind.kind()), kind.kind(), stored, paths()));
      }
    }
    return objects;
  }

  private List<ObservedObject> concerning(WatchedKind kind, ObservedObject primary) {
    return objects(kind).stream().filter(it -> concerns(kind.mapping(), it, primary)).toList();
  }

  private static boolean concerns(
      KeyMapping mapping, ObservedObject object, ObservedObject primary) {
    Metadata metadata = object.metadata();
    boolean near = object.name().namespace().equals(primary.name().namespace());
    return switch (mapping) {
      case KeyMapping.Self() -> object.ref().equals(primary.ref());
      case KeyMapping.ControllerOwner() ->
          metadata
              .controllerOwner()
              .filter(owner -> owner.uid().equals(primary.metadata().uid()))
              .isPresent();
      case KeyMapping.SameName() -> object.name().equals(primary.name());
      case KeyMapping.Label(String label) ->
          near && primary.name().name().equals(metadata.labels().get(label));
      case KeyMapping.PrimaryField(String path) ->
          near && object.name().name().equals(primary.metadata().fields().get(path));
    };
  }

  /** What of the view calls a reconciler when it changes. */
  String trigger() {
    Snapshot seen = snapshot();
    StringBuilder trigger = new StringBuilder();
    seen.primary()
        .ifPresent(it -> {
          Metadata of = it.metadata();
          boolean coarse = declaration.primary().generationOnly() && of.generation() > 0;
          trigger.append(of.uid()).append(coarse ? of.generation() : of.resourceVersion());
          trigger.append(of.deleting()).append(new TreeMap<>(of.labels()));
          trigger.append(new TreeMap<>(of.annotations())).append(of.owners());
        });
    seen.children().forEach(it -> trigger.append(it.ref()).append(it.resourceVersion()));
    seen.reads().forEach(it -> trigger.append(it.ref()).append(it.resourceVersion()));
    return trigger.toString();
  }

  private List<String> paths() {
    return declaration.reads().stream()
        .flatMap(it ->
            it.mapping() instanceof KeyMapping.PrimaryField(String path)
                ? Stream.of(path)
                : Stream.empty())
        .toList();
  }

  private String collection(WatchedKind kind) {
    return server.kind(kind.kind()).collection();
  }

  private static LabelSelector selector(String text) {
    try {
      return LabelSelector.parse(text);
    } catch (Rejection malformed) {
      throw new IllegalArgumentException("the label selector " + text + " is malformed", malformed);
    }
  }

  /** The objects that the primary controls, of whatever kind. */
  List<ObjectNode> controlled() {
    String uid = primary().map(it -> it.metadata().uid()).orElse("");
    List<ObjectNode> controlled = new ArrayList<>();
    for (Stored stored : server.objects()) {
      for (JsonNode owner : stored.object().path("metadata").path("ownerReferences")) {
        if (owner.path("controller").asBoolean() && owner.path("uid").asText().equals(uid)) {
          controlled.add(stored.object());
        }
      }
    }
    return controlled;
  }
}
