package dev.fairlead.operators.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppTest {

  /** Regenerate with {@code ./fairlead crds}, and read the difference before committing it. */
  @Test
  void theDefinitionIsTheCommittedOne() throws IOException {
    assertThat(Crds.yaml(Crds.of(List.of(App.class))))
        .isEqualTo(
            Files.readString(Path.of("../../k8s/base/crd-deployments.app.example.com.yaml")));
  }

  @Test
  void theSampleIsUnderstood() throws IOException {
    App sample =
        Decoding.serialization()
            .unmarshal(Files.readString(Path.of("samples/app.yaml")), App.class);

    assertThat(Mistake.in(sample)).isEmpty();
    assertThat(sample.getSpec().portsOrNone()).hasSize(1);
  }
}
