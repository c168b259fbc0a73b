package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.DeclaredIndex;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.protocol.selector.LabelSelector;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Predicate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the caches of a watcher have, kind by kind, each at a revision of its own, and what of it
 * concerns one primary.
 */
final class View {

  private static final String NO_MATTER = " does not matter";

  private final Server server;
  private final ControllerDefinition<?> definition;
  private final Declaration declaration;
  private final NamespacedName key;

  /** At which revision each kind is. */
  private final Map<WatchedKind, Long> revisions = new HashMap<>();

  View(Server server, ControllerDefinition<?> definition, NamespacedName key) {
    this.server = server;
    this.definition = definition;
    this.declaration = definition.declaration();
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
      ObservedObject object = Observation.of(server.resource(kind.kind()), kind, stored, paths());
      if (selector.matches(object.metadata().labels())) {
        objects.add(object);
      }
    }
    return objects;
  }

  private List<ObservedObject> concerning(WatchedKind kind, ObservedObject primary) {
    return objects(kind).stream().filter(it -> concerns(kind, it, primary)).toList();
  }

  private boolean concerns(WatchedKind kind, ObservedObject object, ObservedObject primary) {
    Metadata metadata = object.metadata();
    boolean near = object.name().namespace().equals(primary.name().namespace());
    return switch (kind.mapping()) {
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
      case KeyMapping.Code _ ->
          definition
              .mapping(kind)
              .filter(it -> it.primaries(decoded(kind, object)).contains(key))
              .isPresent();
    };
  }

  private HasMetadata decoded(WatchedKind kind, ObservedObject object) {
    Class<? extends HasMetadata> type =
        kind.equals(declaration.primary())
            ? definition.primaryType()
            : definition.typeOf(kind.kind());
    return server
        .client()
        .getKubernetesSerialization()
        .unmarshal(new ByteArrayInputStream(object.frame().json()), type);
  }

  /** What of the view calls a reconciler when it changes. */
  String trigger() {
    Optional<ObservedObject> primary = primary();
    List<String> trigger = new ArrayList<>();
    primary.ifPresent(it -> {
      WatchedKind kind = declaration.primary();
      Metadata of = it.metadata();
      boolean coarse = kind.generationOnly() && of.generation() > 0;
      trigger.add(of.uid() + (coarse ? of.generation() : matter(kind, it)) + of.deleting());
      trigger.add(new TreeMap<>(of.labels()) + " " + new TreeMap<>(of.annotations()) + of.owners());
      Stream.concat(declaration.owned().stream(), declaration.reads().stream())
          .forEach(related ->
              concerning(related, it)
                  .forEach(object -> trigger.add(object.ref() + matter(related, object))));
    });
    return trigger.stream().filter(it -> !it.endsWith(NO_MATTER)).toList().toString();
  }

  /** What of an object matters. */
  private String matter(WatchedKind kind, ObservedObject object) {
    return definition
        .predicate(kind)
        .map(it -> {
          HasMetadata decoded = decoded(kind, object);
          return it.test(decoded)
              ? String.valueOf(server.kube().toJson(Map.of("", matters(it, decoded))))
              : NO_MATTER;
        })
        .orElseGet(() -> object.resourceVersion().value());
  }

  private static Object matters(Predicate<HasMetadata> predicate, HasMetadata object) {
    return Objects.requireNonNullElse(predicate.matters(object), "");
  }

  /** The fields that mappings and indexes ask for. */
  private List<String> paths() {
    Stream<String> mappings =
        declaration.reads().stream()
            .flatMap(it ->
                it.mapping() instanceof KeyMapping.PrimaryField(String path)
                    ? Stream.of(path)
                    : Stream.empty());
    Stream<String> indexes =
        declaration
            .watched()
            .flatMap(it -> it.indexes().stream().map(DeclaredIndex::field))
            .filter(it -> !it.isEmpty());
    return Stream.concat(mappings, indexes).distinct().toList();
  }

  /** What a lister finds. */
  List<ObservedObject> select(SelectQuery query) {
    LabelSelector labels = selector(query.selector());
    return kind(query.kind()).stream()
        .flatMap(kind -> objects(kind).stream().filter(it -> isIndexed(kind, query, it.metadata())))
        .filter(
            it -> query.namespace().isEmpty() || query.namespace().equals(it.name().namespace()))
        .filter(it -> labels.matches(it.metadata().labels()))
        .toList();
  }

  private static boolean isIndexed(WatchedKind kind, SelectQuery query, Metadata metadata) {
    return query.index().isEmpty()
        || kind.indexes().stream()
            .filter(it -> it.name().equals(query.index()))
            .map(it ->
                it.label().isEmpty()
                    ? metadata.fields().get(it.field())
                    : metadata.labels().get(it.label()))
            .anyMatch(query.value()::equals);
  }

  private String collection(WatchedKind kind) {
    return server.kind(kind.kind()).collection();
  }

  private static LabelSelector selector(String text) {
    return switch (LabelSelector.parse(text)) {
      case LabelSelector.Parsed.Selector(LabelSelector selector) -> selector;
      case LabelSelector.Parsed.Malformed(String detail) ->
          throw new IllegalArgumentException("\"" + text + "\" is no selector: " + detail);
    };
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
