package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Where more is read, and what it overrules. */
class SourceAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubernetes:fairlead-system/fairlead",
        "kubernetes:fairlead-system/fairlead/other.yaml",
        "consul:http://consul:8500/fairlead/fairlead.yaml",
        "consul:https://[fd00::7]:8501/fairlead?dc=eu-1",
        "vault:https://vault:8200/secret/fairlead",
        "vault:https://vault:8200/secret/fairlead?role=fairlead#text",
        "vault:https://vault:8200/database/creds/app?role=clusters/eu/fairlead",
      })
  void oneIsReadAsItIsWritten(String text) {
    assertThat(SourceAddress.meant(text)).isTrue();
    assertThat(SourceAddress.parse(text).map(SourceAddress::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubernetes:fairlead",
        "kubernetes:Fairlead/a",
        "kubernetes:a/b/c/d",
        "consul:consul:8500/key",
        "consul:http://consul:8500/",
        "consul:http://user:secret@consul:8500/key",
        "consul:http://consul:8500/key?token=secret",
        "vault:ftp://vault/secret",
        "vault:https://vault:8200",
        "vault:https://vault:8200/secret?token=secret",
        "etcd:http://etcd/key",
        "fairlead.yaml",
        "",
      })
  void othersAreNone(String text) {
    assertThat(SourceAddress.parse(text)).isEmpty();
  }

  @Test
  void sourcesOverruleTheFileAndEachOtherAndVariablesOverruleThem() {
    Reading reading =
        ConfigurationReader.readTexts(
            Optional.of(
                new YamlText("fairlead.yaml", "mesh: {name: a, zone: a}\ngateway: {port: 1}")),
            List.of(
                new YamlText("consul:c", "mesh: {zone: b}\ngateway: {port: 2}"),
                new YamlText("vault:v", "gateway: {port: 3}\nlogging: {level: debug}")),
            Map.of("FAIRLEAD_LOGGING_LEVEL", "WARN"),
            List.of());

    Configuration read = ((Reading.Accepted) reading).configuration();
    assertThat(read.mesh().name()).isEqualTo("a");
    assertThat(read.mesh().zone()).isEqualTo("b");
    assertThat(read.gateway().port()).isEqualTo(3);
    assertThat(read.logging().level()).isEqualTo(Level.WARN);
    assertThat(((Reading.Accepted) reading).values().at(Place.of(Schema.GATEWAY_PORT)).origin())
        .isEqualTo(new Origin.Line("vault:v", 1));
  }

  @Test
  void aSourceNamesNoOtherAndAMistakeInOneIsNamedWithItsPlace() {
    Reading reading =
        ConfigurationReader.readTexts(
            Optional.empty(),
            List.of(
                new YamlText("consul:c", "mesh: {busPort: many}"),
                new YamlText("vault:v", "hunter2"),
                new YamlText("vault:w", "mesh: {busPort: hunter2}"),
                new YamlText("consul:d", "config: {sources: [vault:https://v/p]}")),
            Map.of(),
            List.of());

    assertThat(((Reading.Refused) reading).problems())
        .containsExactly(
            "consul:c:1: mesh.busPort takes a port from 0 (any) to 65535, not \"many\"",
            "vault:v:1: the file takes keys (mesh, kubernetes, lease, dispatch, controllers,"
                + " gateway, webhooks, management, tracing, logging, config), not what stands"
                + " there",
            "vault:w:1: mesh.busPort takes a port from 0 (any) to 65535, not what stands there",
            "consul:d:1: config.sources stands in a source; say it in the file,"
                + " FAIRLEAD_CONFIG_SOURCES or --config");
  }
}
