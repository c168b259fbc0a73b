package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void aShortNameIsWhatItSays() {
    assertThat(Names.of(Vessel.named("argo"), "config")).isEqualTo("argo-config");
    assertThat(Names.of(Vessel.named("argo"))).isEqualTo("argo");
    assertThat(Names.subdomain(Vessel.named("argo.example.com"), "tls"))
        .isEqualTo("argo.example.com-tls");
  }

  @Test
  void aLongNameIsCutAndStaysDistinct() {
    Vessel one = Vessel.named("a".repeat(80) + "1");
    Vessel other = Vessel.named("a".repeat(80) + "2");

    assertThat(Names.of(one, "config")).hasSize(63).isNotEqualTo(Names.of(other, "config"));
    assertThat(Names.of(one, "config")).isEqualTo(Names.of(one, "config"));
    assertThat(Names.of(one, "config")).isNotEqualTo(Names.of(one, "data"));
    assertThat(Names.subdomain(Vessel.named("a".repeat(253)), "config")).hasSize(253);
  }

  @Test
  void whatNoNameMayHaveIsReplacedAndStaysDistinct() {
    assertThat(Names.of("My App", "web"))
        .matches("my-app-web-[0-9a-f]{8}")
        .isNotEqualTo(Names.of("my.app", "web"));
    assertThat(Names.of(Vessel.named("argo.example.com"))).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    assertThat(Names.of("---")).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  }

  @Test
  void aCutDoesNotLeaveADashBeforeTheHash() {
    assertThat(Names.of("a".repeat(53) + "-" + "b".repeat(20))).matches("a{53}-[0-9a-f]{8}");
  }
}
