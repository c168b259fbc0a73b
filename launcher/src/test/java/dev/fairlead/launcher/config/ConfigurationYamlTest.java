package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fairlead config show} prints. */
class ConfigurationYamlTest {

  @Test
  void everyValueHasItsOrigin() {
    Reading.Accepted read =
        Read.accepted(
            """
            mesh:
              join: [a:1, "[fd00::7]:2"]
            controllers:
              "*": {resync: 30s}
              memcached:
                workers: {max: 4}
            """,
            Map.of("FAIRLEAD_LOGGING_LEVEL", "debug"),
            List.of(Given.byFlag("--port", Schema.GATEWAY_PORT, "0")));

    assertThat(ConfigurationYaml.of(read.values()))
        .isEqualTo(
            """
            mesh:
              name: fairlead  # default
              join: ["a:1", "[fd00::7]:2"]  # fairlead.yaml:2
              serviceDns: ""  # default
              busPort: 5710  # default
              clusterPort: 5701  # default
              host: ""  # default
              zone: ""  # default
              tls:
                enabled: false  # default
                certificate: ""  # default
                key: ""  # default
                ca: ""  # default
              sidecar: auto  # default
            kubernetes:
              kubeconfig: ""  # default
              context: ""  # default
              namespaces: []  # default
              leaseNamespace: fairlead-system  # default
            lease:
              duration: 15s  # default
              renewDeadline: 10s  # default
              retry: 2s  # default
            dispatch:
              beat: 1s  # default
              permit: 5s  # default
              writeTimeout: 2s  # default
              deadline: ""  # default
              drain: 30s  # default
            controllers:
              "*":
                partitions: 1  # default
                workers:
                  min: 2  # default
                  max: ""  # default
                resync: 30s  # fairlead.yaml:4
                backoff:
                  min: 5ms  # default
                  max: 1000s  # default
                queue:
                  inFlight: ""  # default
                  overdue: 10s  # default
                  reasons: 16  # default
                rate:
                  qps: ""  # default
                  burst: ""  # default
                paused: false  # default
              memcached:
                partitions: 1  # default
                workers:
                  min: 2  # default
                  max: 4  # fairlead.yaml:6
                resync: 30s  # fairlead.yaml:4, for all
                backoff:
                  min: 5ms  # default
                  max: 1000s  # default
                queue:
                  inFlight: ""  # default
                  overdue: 10s  # default
                  reasons: 16  # default
                rate:
                  qps: ""  # default
                  burst: ""  # default
                paused: false  # default
            gateway:
              port: 0  # --port
              anonymous: false  # default
              traceUrl: "http://localhost:16686/trace/{traceId}"  # default
              drain: ""  # default
            webhooks:
              port: 9443  # default
              certificateDirectory: ""  # default
            management:
              port: 8081  # default
            tracing:
              sampling: ""  # default
            logging:
              level: debug  # FAIRLEAD_LOGGING_LEVEL
              format: auto  # default
              path: ""  # default
              maxSize: 100MB  # default
              journal: ""  # default
            config:
              sources: []  # default
            """);
    assertThat(readAgain(read)).isEqualTo(read.configuration());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "kubernetes: {context: 'arn:aws:eks:x:1:cluster/y', kubeconfig: '/a b/#c'}",
        "kubernetes: {context: \"a\\\"b\\\\c\\n\\u0001é😀\"}",
        "kubernetes: {context: '- x', kubeconfig: '~', namespaces: [no, '1', null-x]}",
        "kubernetes: {context: null, kubeconfig: 'null', leaseNamespace: 'true'}",
        "controllers: {'a: b': {resync: 1h1ms}, 'null': {paused: true}, c.d: {partitions: 9}}",
        "mesh: {tls: {enabled: true, certificate: a, key: b, ca: c}}",
        "logging: {path: ' x ', maxSize: 1500KB}",
      })
  void whatIsShownIsReadAsTheSame(String yaml) {
    Reading.Accepted read = Read.accepted(yaml);

    assertThat(readAgain(read)).isEqualTo(read.configuration());
  }

  private static Configuration readAgain(Reading.Accepted read) {
    return Read.accepted(ConfigurationYaml.of(read.values())).configuration();
  }
}
