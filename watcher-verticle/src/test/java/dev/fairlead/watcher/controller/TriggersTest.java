package dev.fairlead.watcher.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of the cache means for the keys. */
class TriggersTest {

  private static final GroupVersionKind CACHE = new GroupVersionKind("x.test", "v1", "Cache");
  private static final GroupVersionKind SECRET = new GroupVersionKind("", "v1", "Secret");
  private static final WatchedKind PRIMARY = watched(CACHE, new KeyMapping.Self(), true);
  private static final WatchedKind CHILD =
      watched(
          new GroupVersionKind("apps", "v1", "Deployment"),
          new KeyMapping.ControllerOwner(),
          false);
  private static final WatchedKind BY_FIELD =
      watched(SECRET, new KeyMapping.PrimaryField("spec.secret"), false);
  private static final WatchedKind BY_LABEL = watched(SECRET, new KeyMapping.Label("for"), false);
  private static final WatchedKind BY_NAME = watched(SECRET, new KeyMapping.SameName(), false);

  private static final NamespacedName KEY = new NamespacedName("default", "a");
  private static final Metadata A =
      new Metadata(
          KEY,
          "uid-a",
          new ResourceVersion("1"),
          1,
          false,
          Map.of(),
          Map.of(),
          List.of(),
          Map.of("spec.secret", "tls"));

  private final SharedInformer informer =
      new SharedInformer(Set.of(new Index.ControllerOwner(), new Index.Field("spec.secret")));
  private final KindCache primaries = new KindCache();
  private final Triggers triggers =
      new Triggers(declared(PRIMARY), new KeyMapper(PRIMARY, primaries));

  private static Declaration declared(WatchedKind primary) {
    return new Declaration(
        "a",
        "1",
        primary,
        List.of(),
        List.of(),
        "Ready",
        List.of(),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        1);
  }

  @BeforeEach
  void oneIsCached() {
    primaries.become(List.of(informer.lister()));
    informer.add(new Delta.Added(object(A)));
    informer.pop();
  }

  @Test
  void aPrimaryOfTheFirstListIsLessUrgentThanANewOne() {
    assertThat(touches(PRIMARY, new Notification.Added(object(A)), true))
        .containsExactly(touch(Reason.Type.PRIMARY_ADDED, "first list", Priority.INITIAL_LIST));
    assertThat(touches(PRIMARY, new Notification.Added(object(A)), false))
        .containsExactly(touch(Reason.Type.PRIMARY_ADDED, "", Priority.CHANGE));
  }

  @Test
  void aChangeThatLeavesTheGenerationIsPassedOver() {
    assertThat(changed(metadata -> metadata)).isEmpty();
    assertThat(changed(metadata -> with(metadata, 2, false, Map.of(), Map.of())))
        .containsExactly(touch(Reason.Type.PRIMARY_CHANGED, "generation 2", Priority.CHANGE));
    assertThat(changed(metadata -> with(metadata, 1, false, Map.of("a", "b"), Map.of())))
        .containsExactly(touch(Reason.Type.PRIMARY_CHANGED, "labels", Priority.CHANGE));
    assertThat(changed(metadata -> with(metadata, 1, true, Map.of(), Map.of())))
        .containsExactly(touch(Reason.Type.PRIMARY_DELETING, "", Priority.CHANGE));
  }

  /** Who hears of both would make the key due for each, and the first attempt sees it all. */
  @Test
  void aChangeOfThePrimaryIsToldAsOneThatMattersOrAsOneThatIsPassedOver() {
    ObservedObject restated = object(with(A, 1, false, Map.of(), Map.of()));
    assertThat(triggers.of(PRIMARY, new Notification.Updated(object(A), restated), false))
        .containsExactly(
            new DispatcherInput.ObjectObserved(restated),
            new DispatcherInput.ChangePassedOver(restated));
    ObservedObject changed = object(with(A, 2, false, Map.of(), Map.of()));
    assertThat(triggers.of(PRIMARY, new Notification.Updated(object(A), changed), false))
        .containsExactly(
            new DispatcherInput.ObjectObserved(changed),
            touch(Reason.Type.PRIMARY_CHANGED, "generation 2", Priority.CHANGE));
  }

  @Test
  void theObjectIsObservedBeforeItsKeyIsTouched() {
    assertThat(triggers.of(PRIMARY, new Notification.Added(object(A)), false))
        .first()
        .isEqualTo(new DispatcherInput.ObjectObserved(object(A)));
  }

  @Test
  void pausingAndResumingAreTold() {
    Metadata paused = with(A, 1, false, Map.of(), Map.of(Annotations.PAUSED, "true"));
    assertThat(triggers.of(PRIMARY, new Notification.Updated(object(A), object(paused)), false))
        .contains(new DispatcherInput.KeyPaused(KEY, true));
    assertThat(triggers.of(PRIMARY, new Notification.Updated(object(paused), object(A)), false))
        .contains(
            new DispatcherInput.KeyPaused(KEY, false),
            touch(Reason.Type.RESUMED, "fairlead.dev/paused was taken off", Priority.CHANGE));
  }

  @Test
  void aTraceIsJoinedByTheChangeThatBringsIt() {
    Metadata traced = with(A, 2, false, Map.of(), Map.of(Annotations.TRACEPARENT, "t-1"));
    Metadata later = with(A, 3, false, Map.of(), Map.of(Annotations.TRACEPARENT, "t-1"));
    assertThat(touches(PRIMARY, new Notification.Updated(object(A), object(traced)), false))
        .containsExactly(
            new DispatcherInput.KeyTouched(
                KEY,
                new Reason(Reason.Type.PRIMARY_CHANGED, "generation 2", "t-1"),
                Priority.CHANGE));
    assertThat(touches(PRIMARY, new Notification.Updated(object(traced), object(later)), false))
        .containsExactly(touch(Reason.Type.PRIMARY_CHANGED, "generation 3", Priority.CHANGE));
  }

  @Test
  void aChildTouchesThePrimaryWhoseUidItNames() {
    assertThat(touches(CHILD, new Notification.Added(child("uid-a", "v1")), false))
        .containsExactly(
            touch(Reason.Type.CHILD_CHANGED, "Deployment default/c appeared", Priority.CHANGE));
    assertThat(touches(CHILD, new Notification.Deleted(child("uid-a", "v2"), false), false))
        .as("another version of the same kind")
        .containsExactly(
            touch(Reason.Type.CHILD_GONE, "Deployment default/c is gone", Priority.CHANGE));
    assertThat(touches(CHILD, new Notification.Added(child("uid-of-another", "v1")), false))
        .isEmpty();
    assertThat(touches(CHILD, new Notification.Added(child("uid-a", "v1")), true))
        .as("first list")
        .isEmpty();
  }

  @Test
  void aChildThatIsTakenAwayTouchesTheOneItBelongedTo() {
    ObservedObject orphan = secret("c", Map.of());
    assertThat(touches(CHILD, new Notification.Updated(child("uid-a", "v1"), orphan), false))
        .hasSize(1);
  }

  @Test
  void readsLeadToTheirPrimaries() {
    DispatcherInput byField =
        touch(Reason.Type.READ_CHANGED, "Secret default/tls appeared", Priority.CHANGE);
    assertThat(touches(BY_FIELD, new Notification.Added(secret("tls", Map.of())), false))
        .containsExactly(byField);
    assertThat(touches(BY_FIELD, new Notification.Added(secret("other", Map.of())), false))
        .isEmpty();
    assertThat(touches(BY_LABEL, new Notification.Added(secret("s", Map.of("for", "a"))), false))
        .hasSize(1);
    assertThat(touches(BY_NAME, new Notification.Added(secret("a", Map.of())), false)).hasSize(1);
    assertThat(touches(BY_NAME, new Notification.Added(secret("b", Map.of())), false)).isEmpty();
  }

  @Test
  void aClusterScopedPrimaryIsNearEveryNamespace() {
    KindCache cluster = new KindCache();
    SharedInformer cached = new SharedInformer(Set.of());
    cluster.become(List.of(cached.lister()));
    cluster.found(
        new ApiResource(
            new GroupVersionResource("x.test", "v1", "caches"),
            CACHE,
            false,
            "cache",
            List.of(),
            Set.of(),
            Set.of()));
    cached.add(
        new Delta.Added(
            object(
                new Metadata(
                    new NamespacedName("", "a"),
                    "uid-a",
                    new ResourceVersion("1"),
                    1,
                    false,
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Map.of()))));
    cached.pop();
    KeyMapper keys = new KeyMapper(PRIMARY, cluster);
    assertThat(keys.keys(CHILD, child("uid-a", "v1"))).containsExactly(new NamespacedName("", "a"));
    assertThat(keys.keys(BY_LABEL, secret("s", Map.of("for", "a"))))
        .containsExactly(new NamespacedName("", "a"));
  }

  @Test
  void javaLeadsToThePrimariesThatItNames() {
    WatchedKind mapped = watched(SECRET, new KeyMapping.Code("x.Map"), false);
    ObservedObject concerns = derived(Map.of(Derived.keysField("x.Map"), "default/a\nb/c"));

    assertThat(touches(mapped, new Notification.Added(concerns), false)).hasSize(1);
    assertThat(touches(mapped, new Notification.Added(derived(Map.of())), false)).isEmpty();
    assertThat(touches(mapped, new Notification.Updated(concerns, derived(Map.of())), false))
        .as("it concerned it before")
        .hasSize(1);
  }

  @Test
  void whatDoesNotMatterToAPredicateCallsNobody() {
    WatchedKind asked = asked(SECRET, new KeyMapping.SameName());
    ObservedObject open = matters("open");

    assertThat(touches(asked, new Notification.Added(open), false)).hasSize(1);
    assertThat(touches(asked, new Notification.Updated(open, matters("open")), false)).isEmpty();
    assertThat(touches(asked, new Notification.Updated(open, matters("shut")), false)).hasSize(1);
    assertThat(touches(asked, new Notification.Updated(open, derived(Map.of())), false))
        .as("it ceases to matter")
        .hasSize(1);
    assertThat(touches(asked, new Notification.Added(derived(Map.of())), false)).isEmpty();
    assertThat(touches(asked, new Notification.Deleted(derived(Map.of()), false), false)).isEmpty();
    assertThat(touches(asked, new Notification.Deleted(open, false), false)).hasSize(1);
  }

  @Test
  void aPredicateOfThePrimaryStandsForTheGeneration() {
    WatchedKind asked = asked(CACHE, new KeyMapping.Self());
    Triggers own = new Triggers(declared(asked), new KeyMapper(asked, primaries));
    Metadata before = A.with(Map.of(Derived.mattersField("x.Asks"), "1"));

    assertThat(own.of(asked, update(before, with(before, 2, false, Map.of(), Map.of())), false))
        .as("another generation in which nothing matters")
        .extracting(Object::getClass)
        .isEqualTo(
            List.of(DispatcherInput.ObjectObserved.class, DispatcherInput.ChangePassedOver.class));
    assertThat(own.of(asked, update(before, with(before, 1, true, Map.of(), Map.of())), false))
        .as("its deletion")
        .hasSize(2);
    assertThat(own.of(asked, update(before, A), false)).as("it ceases to matter").hasSize(2);
  }

  private static Notification update(Metadata before, Metadata now) {
    return new Notification.Updated(object(before), object(now));
  }

  private static WatchedKind asked(GroupVersionKind kind, KeyMapping mapping) {
    return new WatchedKind(kind, mapping, "", "", true, "x.Asks", false, List.of());
  }

  private static ObservedObject matters(String value) {
    return derived(Map.of(Derived.mattersField("x.Asks"), value));
  }

  private static ObservedObject derived(Map<String, String> fields) {
    return object(secret("a", Map.of()).metadata().with(fields));
  }

  private List<DispatcherInput> changed(UnaryOperator<Metadata> change) {
    return touches(PRIMARY, new Notification.Updated(object(A), object(change.apply(A))), false);
  }

  private List<DispatcherInput> touches(
      WatchedKind kind, Notification notification, boolean initial) {
    return triggers.of(kind, notification, initial).stream()
        .filter(DispatcherInput.KeyTouched.class::isInstance)
        .toList();
  }

  private static DispatcherInput touch(Reason.Type type, String detail, Priority priority) {
    return new DispatcherInput.KeyTouched(KEY, Reason.of(type, detail), priority);
  }

  private static WatchedKind watched(
      GroupVersionKind kind, KeyMapping mapping, boolean generationOnly) {
    return new WatchedKind(kind, mapping, "", "", generationOnly);
  }

  private static Metadata with(
      Metadata of,
      long generation,
      boolean deleting,
      Map<String, String> labels,
      Map<String, String> annotations) {
    return new Metadata(
        of.name(),
        of.uid(),
        new ResourceVersion("2"),
        generation,
        deleting,
        labels,
        annotations,
        of.owners(),
        of.fields());
  }

  private static ObservedObject child(String ownerUid, String ownerVersion) {
    return object(
        new Metadata(
            new NamespacedName("default", "c"),
            "uid-c",
            new ResourceVersion("1"),
            1,
            false,
            Map.of(),
            Map.of(),
            List.of(
                new OwnerReference(
                    new GroupVersionKind("x.test", ownerVersion, "Cache"), "a", ownerUid, true)),
            Map.of()));
  }

  private static ObservedObject secret(String name, Map<String, String> labels) {
    return object(
        new Metadata(
            new NamespacedName("default", name),
            "uid-" + name,
            new ResourceVersion("1"),
            0,
            false,
            labels,
            Map.of(),
            List.of(),
            Map.of()));
  }

  private static ObservedObject object(Metadata metadata) {
    return new ObservedObject(
        new GroupVersionResource("x.test", "v1", "any"), metadata, Frame.EMPTY);
  }
}
