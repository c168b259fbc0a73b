package dev.fairlead.watcher.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.informer.Intake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What code says of an object becomes data of it. */
class DerivedTest {

  private static final WatchedKind NODES =
      new WatchedKind(
          new GroupVersionKind("", "v1", "Node"),
          new KeyMapping.Code("x.Map"),
          "",
          "",
          false,
          "x.Asks",
          false,
          List.of());

  @Test
  void itIsFoundAmongTheFields() throws Exception {
    assertThat(
            fields(
                new OperatorCode.Said(
                    List.of(new NamespacedName("default", "a"), new NamespacedName("", "b")),
                    Optional.of("open"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "spec.zone",
                "z",
                Derived.keysField("x.Map"),
                "default/a\nb",
                Derived.mattersField("x.Asks"),
                "open"));
  }

  @Test
  void whatDoesNotMatterAndConcernsNobodyIsLeftOut() throws Exception {
    assertThat(fields(new OperatorCode.Said(List.of(), Optional.empty())))
        .containsExactly(Map.entry("spec.zone", "z"));
  }

  @Test
  void longTextsAreToldApartByTheirHash() throws Exception {
    String field = Derived.mattersField("x.Asks");
    String one =
        fields(new OperatorCode.Said(List.of(), Optional.of("a".repeat(1_000)))).get(field);
    String other =
        fields(new OperatorCode.Said(List.of(), Optional.of("a".repeat(1_001)))).get(field);

    assertThat(one).hasSize(64).isNotEqualTo(other);
  }

  @Test
  void codeThatFailsIsSaidWithItsName() {
    Derived failing =
        new Derived(
            "fleet",
            NODES,
            json -> {
              throw new IllegalStateException("no zone\nat all");
            });

    assertThatThrownBy(() -> failing.of(node()))
        .isInstanceOf(Intake.FailedException.class)
        .hasMessage(
            "x.Map of controller fleet failed on it (java.lang.IllegalStateException: no zone);"
                + " correct the code");
  }

  private static Map<String, String> fields(OperatorCode.Said said) throws Intake.FailedException {
    return new Derived("fleet", NODES, json -> said).of(node()).metadata().fields();
  }

  private static ObservedObject node() {
    return new ObservedObject(
        new GroupVersionResource("", "v1", "nodes"),
        new Metadata(
            new NamespacedName("", "n1"),
            "uid-1",
            new ResourceVersion("1"),
            0,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of("spec.zone", "z")),
        Frame.EMPTY);
  }
}
