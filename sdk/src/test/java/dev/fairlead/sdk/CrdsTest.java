package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
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

  private static String committed(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(CrdsTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
