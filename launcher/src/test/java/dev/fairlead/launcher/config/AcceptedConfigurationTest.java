package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.config.Configuration.Backoff;
import dev.fairlead.launcher.config.Configuration.Controller;
import dev.fairlead.launcher.config.Configuration.Queue;
import dev.fairlead.launcher.config.Configuration.Rate;
import dev.fairlead.launcher.config.Configuration.Tls;
import dev.fairlead.launcher.config.Configuration.Workers;
import dev.fairlead.mesh.cluster.Endpoint;
import dev.fairlead.mesh.cluster.Sidecar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** What a configuration says, and who is heard if several speak. */
class AcceptedConfigurationTest {

  /** The example of the design, which has the defaults. */
  private static final String DEFAULTS =
      """
      mesh: {name: fairlead, join: [], serviceDns: "", busPort: 5710, clusterPort: 5701, host: "", tls: {enabled: false}, sidecar: auto}
      kubernetes: {kubeconfig: "", context: "", namespaces: [], leaseNamespace: fairlead-system}
      lease: {duration: 15s, renewDeadline: 10s, retry: 2s}
      dispatch: {beat: 1s, permit: 5s, writeTimeout: 2s, drain: 30s}
      controllers: {"*": {partitions: 1, workers: {min: 2}, backoff: {min: 5ms, max: 1000s}, paused: false}}
      gateway: {port: 8080, anonymous: false, traceUrl: "http://localhost:16686/trace/{traceId}"}
      management: {port: 8081}
      logging: {level: INFO, format: auto, path: "", maxSize: 100MB, journal: ""}
      """;

  @Test
  void theDefaults() {
    assertThat(Read.accepted(DEFAULTS).configuration()).isEqualTo(Configuration.DEFAULTS);
    assertThat(Configuration.DEFAULTS.controllers().of("memcached"))
        .isEqualTo(
            new Controller(
                1,
                new Workers(2, Optional.empty()),
                Optional.empty(),
                new Backoff(Duration.ofMillis(5), Duration.ofSeconds(1000)),
                new Queue(Optional.empty(), Duration.ofSeconds(10), 16),
                new Rate(Optional.empty(), Optional.empty()),
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing", "---", "{}", "mesh:", "mesh: {name: }", "~"})
  void nothingIsFine(String yaml) {
    assertThat(Read.accepted(yaml).configuration()).isEqualTo(Configuration.DEFAULTS);
  }

  @Test
  void everySection() {
    Configuration read =
        Read.accepted(
                """
                mesh:
                  name: blue
                  join: [10.0.0.7:5701, "[fd00::7]:5702"]
                  host: 10.0.0.8
                  zone: eu-1a
                  tls: {enabled: true, certificate: /tls/tls.crt, key: /tls/tls.key, ca: /tls/ca.crt}
                  sidecar: true
                kubernetes:
                  kubeconfig: /kube
                  namespaces: [a, b]
                gateway: {traceUrl: ""}
                logging: {level: debug, maxSize: 64MiB}
                """)
            .configuration();

    assertThat(read.mesh().join())
        .containsExactly(new Endpoint("10.0.0.7", 5701), new Endpoint("fd00::7", 5702));
    assertThat(read.mesh().host()).contains("10.0.0.8");
    assertThat(read.mesh().zone()).isEqualTo("eu-1a");
    assertThat(read.mesh().tls())
        .contains(
            new Tls(Path.of("/tls/tls.crt"), Path.of("/tls/tls.key"), Path.of("/tls/ca.crt")));
    assertThat(read.mesh().sidecar()).isEqualTo(Sidecar.TRUE);
    assertThat(read.kubernetes().kubeconfig()).contains(Path.of("/kube"));
    assertThat(read.kubernetes().namespaces()).containsExactly("a", "b");
    assertThat(read.gateway().traceUrl()).isEqualTo(Optional.empty());
    assertThat(read.logging().level()).isEqualTo(Level.DEBUG);
    assertThat(read.logging().maxSizeBytes()).isEqualTo(64L << 20);
  }

  @Test
  void theStarIsTheDefaultOfEachController() {
    Configuration.Controllers read =
        Read.accepted(
                """
                controllers:
                  "*": {resync: 30s, workers: {max: 8}}
                  memcached: {workers: {min: 4}, rate: {qps: 2.5, burst: 10}, paused: true}
                """)
            .configuration()
            .controllers();

    assertThat(read.all().resync()).contains(Duration.ofSeconds(30));
    assertThat(read.of("memcached").workers()).isEqualTo(new Workers(4, Optional.of(8)));
    assertThat(read.of("memcached").resync()).contains(Duration.ofSeconds(30));
    assertThat(read.of("memcached").rate()).isEqualTo(new Rate(Optional.of(2.5), Optional.of(10)));
    assertThat(read.of("memcached").paused()).isTrue();
    assertThat(read.of("another")).isEqualTo(read.all());
  }

  @Test
  void flagsOverruleVariablesAndVariablesTheFile() {
    String file = "gateway: {port: 1}\nmanagement: {port: 1}\nmesh: {busPort: 1, join: [a:1, b:1]}";
    Reading.Accepted read =
        Read.accepted(
            file,
            Map.of(
                "FAIRLEAD_GATEWAY_PORT", "2",
                "FAIRLEAD_MANAGEMENT_PORT", "2",
                "FAIRLEAD_MESH_JOIN", "c:1, d:1"),
            List.of(Given.byFlag("--port", Schema.GATEWAY_PORT, "3")));

    assertThat(read.configuration().gateway().port()).isEqualTo(3);
    assertThat(read.configuration().management().port()).isEqualTo(2);
    assertThat(read.configuration().mesh().busPort()).isEqualTo(1);
    assertThat(read.configuration().mesh().join())
        .containsExactly(new Endpoint("c", 1), new Endpoint("d", 1));
    assertThat(read.values().isGiven(Schema.MESH_NAME)).isFalse();
  }

  @Test
  void variablesOfControllers() {
    Configuration.Controllers read =
        Read.accepted(
                "controllers: {memcached: {workers: {max: 4}}}",
                Map.of(
                    "FAIRLEAD_CONTROLLERS_WORKERS_MAX", "16",
                    "FAIRLEAD_CONTROLLERS_MY_CACHE_BACKOFF_MAX", "1m",
                    "FAIRLEAD_CONTROLLERS_WORKERS_PARTITIONS", "3"),
                List.of())
            .configuration()
            .controllers();

    assertThat(read.all().workers().max()).contains(16);
    assertThat(read.of("memcached").workers().max()).contains(4);
    assertThat(read.of("my-cache").backoff().max()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.of("workers").partitions()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "FAIRLEAD_MESH_BUSPORT,''",
    "FAIRLEAD_GATEWAY,http://127.0.0.1:8080",
    "FAIRLEAD_TOKEN,secret",
    "FAIRLEAD_JAVA_OPTS,-Xmx1g",
    "FAIRLEAD_CONFIG,fairlead.yaml",
    "FAIRLEAD_LOGGING_LIBRARIES,DEBUG",
    "FAIRLEAD_GATEWAY_PORT,tcp://10.0.0.1:8080",
    "FAIRLEAD_GATEWAY_SERVICE_HOST,10.0.0.1",
    "FAIRLEAD_GATEWAY_SERVICE_PORT_HTTP,8080",
    "FAIRLEAD_GATEWAY_PORT_8080_TCP_ADDR,10.0.0.1",
    "MESH_NAME,Other",
  })
  void variablesOfOthers(String name, String value) {
    Reading.Accepted read = Read.accepted("", Map.of(name, value), List.of());

    assertThat(read.configuration()).isEqualTo(Configuration.DEFAULTS);
    assertThat(read.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FAIRLEAD_MESH_CLUSTER_PORT,did you mean FAIRLEAD_MESH_CLUSTERPORT?",
    "FAIRLEAD_LEASE_COLOUR,docs/OPERATIONS.md lists what there is",
    "FAIRLEAD_CONTROLLERS__PAUSED,did you mean FAIRLEAD_CONTROLLERS_PAUSED?",
  })
  void aVariableThatIsMeantForASectionIsWarnedOf(String name, String remedy) {
    assertThat(Read.accepted("", Map.of(name, "1"), List.of()).warnings())
        .containsExactly(name + ": no setting has this variable; " + remedy);
  }

  @Test
  void aControllerThatTheProgramDoesNotHaveIsWarnedOf() {
    Reading.Accepted read =
        Read.accepted("controllers:\n  memcache: {paused: true}\n  '*': {paused: true}");

    assertThat(read.warnings(List.of("memcached")))
        .contains(
            "fairlead.yaml:2: controllers.memcache is no controller of this program; did you mean"
                + " controllers.memcached?");
    assertThat(read.warnings(List.of("memcache"))).isEqualTo(read.warnings());
    assertThat(read.warnings(List.of())).isEqualTo(read.warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "15s,PT15S",
    "5m,PT5M",
    "1h,PT1H",
    "1000s,PT16M40S",
    "1h30m,PT1H30M"
  })
  void durations(String text, Duration duration) {
    Setting<Duration> any = Schema.DISPATCH_DRAIN;

    assertThat(any.type().read(text)).contains(duration);
    assertThat(any.type().read(any.type().write(duration))).contains(duration);
  }

  @Test
  void everyDefaultIsAllowedAndWrittenAsItIsRead() {
    assertThat(Schema.settings()).allMatch(AcceptedConfigurationTest::isReadAsWritten);
    assertThat(Schema.settings()).extracting(Setting::variable).doesNotHaveDuplicates();
    assertThat(Schema.settings()).hasSize(50);
  }

  private static <T> boolean isReadAsWritten(Setting<T> setting) {
    return setting.type().read(setting.standardText()).equals(Optional.of(setting.standard()));
  }
}
