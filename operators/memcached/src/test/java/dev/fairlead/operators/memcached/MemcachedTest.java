package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemcachedTest {

  /** Regenerate with {@code ./fairlead crds}, and read the difference before committing it. */
  @Test
  void theDefinitionIsTheCommittedOne() throws IOException {
    assertThat(Crds.yaml(Crds.of(List.of(Memcached.class))))
        .isEqualTo(Files.readString(Path.of("../../k8s/base/crd-memcacheds.yaml")));
  }

  @Test
  void samplesAreUnderstood() throws IOException {
    List<Memcached> samples =
        Stream.of(Files.readString(Path.of("samples/memcached.yaml")).split("---\n"))
            .map(yaml -> Decoding.serialization().unmarshal(yaml, Memcached.class))
            .toList();

    assertThat(samples)
        .extracting(sample -> sample.getMetadata().getName())
        .containsExactly("sessions", "pages", "rates");
    MemcachedSpec spec = samples.getFirst().getSpec();
    assertThat(spec.antiAffinity()).isEqualTo(AntiAffinity.PREFERRED);
    assertThat(spec.optionsOrDefaults().extra()).containsExactly("--max-item-size=2m");
    assertThat(samples.getLast().getSpec()).isEqualTo(new MemcachedSpec(1, "memcached:1.6-alpine"));
    assertThat(samples).flatExtracting(it -> Mistake.in(it).stream().toList()).isEmpty();
  }

  @Test
  void aStatusIsWrittenAsTheSchemaHasIt() {
    assertThat(Decoding.serialization().asJson(MemcachedStatus.ready(2)))
        .isEqualTo("{\"readyReplicas\":2}");
  }

  @Test
  void unknownFieldsOfNewerVersionsDoNoHarm() {
    Memcached newer =
        Decoding.serialization()
            .unmarshal(
                """
                {"apiVersion": "cache.example.com/v1", "kind": "Memcached", "metadata": {"name": "a"},
                 "spec": {"replicas": 2, "tomorrow": true}, "status": {"readyReplicas": 1}}
                """,
                Memcached.class);

    assertThat(newer.getSpec().replicas()).isEqualTo(2);
    assertThat(newer.getStatus().readyReplicas()).isEqualTo(1);
  }
}
