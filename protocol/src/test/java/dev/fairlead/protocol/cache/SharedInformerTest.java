package dev.fairlead.protocol.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedInformerTest {

  private static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final Index APP = new Index.Label("app");
  private static final Index OWNER = new Index.ControllerOwner();

  private final SharedInformer informer = new SharedInformer(Set.of(APP, OWNER));

  @Test
  void aListBecomesVisibleAndThenIsSynced() {
    add(replaced(object("a", "u1", "1"), object("b", "u2", "2")));
    assertThat(informer.hasSynced()).isFalse();

    assertThat(popAll())
        .containsExactly(
            new Notification.Added(object("a", "u1", "1")),
            new Notification.Added(object("b", "u2", "2")));
    assertThat(informer.hasSynced()).isTrue();
    assertThat(informer.lister().count()).isEqualTo(2);
  }

  @Test
  void anEmptyListIsSyncedAtOnce() {
    add(replaced());
    assertThat(informer.hasSynced()).isTrue();
  }

  @Test
  void aRelistTellsWhatChangedAndWhatIsGone() {
    add(replaced(object("a", "u1", "1"), object("b", "u2", "2"), object("c", "u3", "3")));
    popAll();
    add(replaced(object("a", "u1", "1"), object("b", "u2", "8")));

    assertThat(popAll())
        .containsExactly(
            new Notification.Updated(object("b", "u2", "2"), object("b", "u2", "8")),
            new Notification.Deleted(object("c", "u3", "3"), true));
  }

  @Test
  void aNameThatWasCreatedAgainUnseenIsADeletionAndAnAddition() {
    add(replaced(object("a", "u1", "1")));
    popAll();
    add(replaced(object("a", "u9", "9")));

    assertThat(popAll())
        .containsExactly(
            new Notification.Deleted(object("a", "u1", "1"), true),
            new Notification.Added(object("a", "u9", "9")));
  }

  @Test
  void whatCouldNotBeDecodedStaysAsItWas() {
    add(replaced(object("a", "u1", "1")));
    popAll();
    add(new Delta.Replaced(List.of(), Set.of(name("a"))));

    assertThat(popAll()).isEmpty();
    assertThat(informer.lister().get(name("a"))).isPresent();
  }

  @Test
  void changesOfOneObjectAreFoldedWhileTheyWait() {
    add(new Delta.Added(object("a", "u1", "1")));
    add(new Delta.Updated(object("a", "u1", "2")));
    add(new Delta.Deleted(object("a", "u1", "3"), false));
    add(new Delta.Added(object("a", "u2", "4")));
    add(new Delta.Updated(object("a", "u2", "5")));

    assertThat(popAll()).containsExactly(new Notification.Added(object("a", "u2", "5")));
  }

  @Test
  void aSecondDeletionOfUnknownStateAddsNothing() {
    add(replaced(object("a", "u1", "1")));
    popAll();
    add(new Delta.Deleted(object("a", "u1", "7"), false));
    add(new Delta.Deleted(object("a", "u1", "1"), true));

    assertThat(popAll()).containsExactly(new Notification.Deleted(object("a", "u1", "7"), false));
  }

  @Test
  void indexesFollowTheObjects() {
    add(replaced(object("a", "u1", "1"), object("b", "u2", "2")));
    popAll();
    Lister lister = informer.lister();
    assertThat(lister.byIndex(APP, new NamespacedName("default", "a"))).hasSize(1);
    assertThat(lister.byIndex(OWNER, new NamespacedName("", "owner-of-b")))
        .containsExactly(object("b", "u2", "2"));
    assertThat(lister.sizeBytes()).isEqualTo(4);

    add(new Delta.Deleted(object("b", "u2", "3"), false));
    popAll();
    assertThat(lister.byIndex(OWNER, new NamespacedName("", "owner-of-b"))).isEmpty();
    assertThat(lister.sizeBytes()).isEqualTo(2);
    assertThatThrownBy(() -> lister.byIndex(new Index.Label("tier"), name("a")))
        .hasMessageContaining("tier");
  }

  @Test
  void aListIsReadInPages() {
    add(replaced(object("a", "u1", "1"), object("b", "u2", "2"), object("c", "u3", "3")));
    popAll();
    Lister lister = informer.lister();
    assertThat(lister.list(Optional.empty(), 2)).hasSize(2);
    assertThat(lister.list(Optional.of(name("b")), 2)).containsExactly(object("c", "u3", "3"));
    assertThat(lister.namespace("default")).hasSize(3);
    assertThat(lister.namespace("other")).isEmpty();
  }

  private void add(Delta delta) {
    informer.add(delta);
  }

  private List<Notification> popAll() {
    List<Notification> all = new ArrayList<>();
    for (var popped = informer.pop(); popped.isPresent(); popped = informer.pop()) {
      all.addAll(popped.get());
    }
    return all;
  }

  private static Delta replaced(ObservedObject... objects) {
    return new Delta.Replaced(List.of(objects), Set.of());
  }

  private static NamespacedName name(String name) {
    return new NamespacedName("default", name);
  }

  private static ObservedObject object(String name, String uid, String version) {
    return new ObservedObject(
        DEPLOYMENTS,
        new Metadata(
            name(name),
            uid,
            new ResourceVersion(version),
            1,
            false,
            Map.of("app", name),
            Map.of(),
            List.of(
                new OwnerReference(
                    new GroupVersionKind("g", "v1", "K"), name, "owner-of-" + name, true)),
            Map.of()),
        Frame.ofJson(new byte[] {'{', '}'}));
  }
}
