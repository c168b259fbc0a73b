package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrdsTest {

  @Test
  void theTextIsTheCommittedOne() throws IOException {
    assertThat(Crds.yaml(Crds.of(List.of(Vessel.class)))).isEqualTo(committed("vessels.yaml"));
  }

  @Test
  void theTextIsTheSameEveryTime() {
    assertThat(Crds.yaml(Crds.of(List.of(Vessel.class))))
        .isEqualTo(Crds.yaml(Crds.of(List.of(Vessel.class))));
  }

  @Test
  void theTextSaysWhatTheObjectSays() {
    List<CustomResourceDefinition> definitions = Crds.of(List.of(Vessel.class));

    CustomResourceDefinition read =
        Serialization.unmarshal(Crds.yaml(definitions), CustomResourceDefinition.class);

    assertThat(Serialization.asYaml(read)).isEqualTo(Serialization.asYaml(definitions.getFirst()));
  }

  record Looped(Loop loop) {}

  record Loop(Loop again) {}

  @Group("sea.example.com")
  @Version("v1")
  static final class Round extends CustomResource<Looped, Void> {
    private static final long serialVersionUID = 1L;
  }

  @Group("sea.example.com")
  @Version("v2")
  @Kind("Vessel")
  static final class Second extends CustomResource<Vessel.Spec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  @Group("sea.example.com")
  @Version(value = "v3", storage = false)
  @Kind("Vessel")
  static final class Elsewhere extends CustomResource<Vessel.Spec, Void> {
    private static final long serialVersionUID = 1L;
  }

  @Group("sea.example.com")
  @Version("v1")
  static final class Half extends CustomResource<Vessel.Spec, String> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatCannotBecomeASchemaIsSaidInALine() {
    refused("Round cannot become a schema: Found a cyclic reference", List.of(Round.class));
    refused("several versions that are stored", List.of(Vessel.class, Second.class));
    refused(
        "in namespaces by one version and not by another", List.of(Vessel.class, Elsewhere.class));
    refused("halves.sea.example.com has half a scale subresource in v1", List.of(Half.class));
    refused("vessels.sea.example.com has no version that is stored", List.of(Elsewhere.class));
  }

  private static void refused(String why, List<Class<? extends HasMetadata>> types) {
    assertThatExceptionOfType(InvalidSchema.class)
        .isThrownBy(() -> Crds.of(types))
        .withMessageContaining(why)
        .withMessageNotContaining("\n");
  }

  private static String committed(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(CrdsTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
