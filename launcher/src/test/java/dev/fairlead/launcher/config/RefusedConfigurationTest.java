package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a configuration is named with its key, its value, its place and the remedy. */
class RefusedConfigurationTest {

  private static final String DURATION =
      "a duration from 1ms to 8760h such as 250ms, 15s, 5m or 1h";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "mesh: {busPort: 70000} | mesh.busPort takes a port from 0 (any) to 65535, not \"70000\"",
        "mesh: {busPort: -1}    | mesh.busPort takes a port from 0 (any) to 65535, not \"-1\"",
        "mesh: {busPort: many}  | mesh.busPort takes a port from 0 (any) to 65535, not \"many\"",
        "mesh: {busPort: [1]}   | mesh.busPort takes a port from 0 (any) to 65535, not a list",
        "mesh: {busPort: {a: 1}}| mesh.busPort takes a port from 0 (any) to 65535, not keys of its"
            + " own",
        "mesh: {name: My_Mesh}  | mesh.name takes a name of lower-case letters, digits and \"-\","
            + " 63 at most, not \"My_Mesh\"",
        "mesh: {join: [a:1, b]} | mesh.join takes a list of addresses HOST:PORT such as"
            + " 10.0.0.7:5701, not \"a:1,b\"",
        "mesh: {join: [{a: 1}]} | mesh.join takes a list of addresses HOST:PORT such as"
            + " 10.0.0.7:5701, not a list",
        "mesh: {join: ['a:0']}  | mesh.join takes a list of addresses HOST:PORT such as"
            + " 10.0.0.7:5701, not \"a:0\"",
        "mesh: {sidecar: maybe} | mesh.sidecar takes one of auto, true, false, not \"maybe\"",
        "mesh: {tls: {enabled: yes}} | mesh.tls.enabled takes true or false, not \"yes\"",
        "mesh: 5                | mesh takes keys (name, join, serviceDns, busPort, clusterPort,"
            + " host, zone, tls, sidecar), not \"5\"",
        "mesh: {clusterprot: 1} | mesh.clusterprot is not known; did you mean mesh.clusterPort?",
        "mesh: {permit: 5s}     | mesh.permit is not known; did you mean dispatch.permit?",
        "lease: {colour: red}   | lease.colour is not known; known here: duration, renewDeadline,"
            + " retry",
        "meshes: {name: a}      | meshes is not known; did you mean mesh?",
        "kubernetes: {namespaces: [A]} | kubernetes.namespaces takes a list of names of lower-case"
            + " letters, digits and \"-\", not \"A\"",
        "lease: {duration: 15}  | lease.duration takes a duration of whole seconds from 1s to 1h"
            + " such as 15s, not \"15\"",
        "lease: {duration: 20500ms} | lease.duration takes a duration of whole seconds from 1s to"
            + " 1h such as 15s, not \"20500ms\"",
        "lease: {retry: 0s}     | lease.retry takes " + DURATION + ", not \"0s\"",
        "lease: {retry: 2 s}    | lease.retry takes " + DURATION + ", not \"2 s\"",
        "lease: {retry: -2s}    | lease.retry takes " + DURATION + ", not \"-2s\"",
        "dispatch: {drain: 9999999999h} | dispatch.drain takes "
            + DURATION
            + ", not \"9999999999h\"",
        "lease: {renewDeadline: 15s} | lease.renewDeadline must be shorter than lease.duration:"
            + " they are 15s (fairlead.yaml:1) and 15s (default)",
        "lease: {duration: 8s}  | lease.renewDeadline must be shorter than lease.duration: they"
            + " are 10s (default) and 8s (fairlead.yaml:1)",
        "lease: {retry: 10s}    | lease.retry must be shorter than lease.renewDeadline: they are"
            + " 10s (fairlead.yaml:1) and 10s (default)",
        "dispatch: {permit: 12s}| dispatch.permit must be shorter than lease.renewDeadline: they"
            + " are 12s (fairlead.yaml:1) and 10s (default)",
        "dispatch: {writeTimeout: 5s} | dispatch.writeTimeout must be shorter than dispatch.permit:"
            + " they are 5s (fairlead.yaml:1) and 5s (default)",
        "dispatch: {beat: 6s}   | dispatch.beat must be shorter than dispatch.permit: they are 6s"
            + " (fairlead.yaml:1) and 5s (default)",
        "controllers: 3         | controllers takes keys (names of controllers, or \"*\"), not"
            + " \"3\"",
        "controllers: {a: {partitions: 0}} | controllers.a.partitions takes a number from 1 to"
            + " 256, not \"0\"",
        "controllers: {a: {partitions: 257}} | controllers.a.partitions takes a number from 1 to"
            + " 256, not \"257\"",
        "controllers: {a: {worker: 1}} | controllers.a.worker is not known; did you mean"
            + " controllers.a.workers?",
        "controllers: {a: {workers: {min: 40, max: 32}}} | controllers.a.workers.min must not be"
            + " above controllers.a.workers.max: they are 40 (fairlead.yaml:1) and 32 (fairlead.yaml:1)",
        "controllers: {'*': {workers: {max: 1}}} | controllers.*.workers.min must not be above"
            + " controllers.*.workers.max: they are 2 (default) and 1 (fairlead.yaml:1)",
        "controllers: {'*': {backoff: {min: 1h}}} | controllers.*.backoff.min must not be above"
            + " controllers.*.backoff.max: they are 1h (fairlead.yaml:1) and 1000s (default)",
        "controllers: {a: {rate: {qps: -1}}} | controllers.a.rate.qps takes a number from 0 to 10000"
            + " such as 10 or 0.5, or nothing, not \"-1\"",
        "controllers: {a: {rate: 10}} | controllers.a.rate takes keys (qps, burst), not \"10\"",
        "gateway: {traceUrl: 'http://a/b'} | gateway.traceUrl takes a URL with {traceId} in it, or"
            + " nothing, not \"http://a/b\"",
        "gateway: {traceUrl: '{traceId}'} | gateway.traceUrl takes a URL with {traceId} in it, or"
            + " nothing, not \"{traceId}\"",
        "mesh: {tls: {enabled: true, key: k, ca: c}} | mesh.tls.enabled is true and needs"
            + " mesh.tls.certificate, the path of a file",
        "logging: {level: loud} | logging.level takes one of ERROR, WARN, INFO, DEBUG, TRACE, not"
            + " \"loud\"",
        "logging: {maxSize: 10} | logging.maxSize takes a size from 1KB to 1000GB such as 100MB or"
            + " 64MiB, not \"10\"",
        "lease: {retry: 1s, retry: 2s} | lease.retry stands there twice, first in line 2",
        "[]                     | the file takes keys (mesh, kubernetes, lease, dispatch,"
            + " controllers, gateway, webhooks, management, tracing, logging, config), not a list",
        "{[a]: 1}               | a key is a name, not a list",
      })
  void aFile(String yaml, String problem) {
    assertThat(Read.problems("# here\n" + yaml, Map.of(), List.of()))
        .containsExactly("fairlead.yaml:2: " + problem.replace("yaml:1", "yaml:2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "FAIRLEAD_MESH_BUSPORT=x         | mesh.busPort takes a port from 0 (any) to 65535, not"
            + " \"x\"",
        "FAIRLEAD_MESH_JOIN=a            | mesh.join takes a list of addresses HOST:PORT such as"
            + " 10.0.0.7:5701, not \"a\"",
        "FAIRLEAD_CONTROLLERS_PARTITIONS=0 | controllers.*.partitions takes a number from 1 to 256,"
            + " not \"0\"",
        "FAIRLEAD_CONTROLLERS_A_B_WORKERS_MIN=0 | controllers.a-b.workers.min takes a number from 1"
            + " to 10000, not \"0\"",
        "FAIRLEAD_LEASE_DURATION=9s      | lease.renewDeadline must be shorter than lease.duration:"
            + " they are 10s (default) and 9s (FAIRLEAD_LEASE_DURATION)",
      })
  void aVariable(String variable, String problem) {
    String[] parts = variable.split("=", 2);

    assertThat(Read.problems("", Map.of(parts[0], parts[1]), List.of()))
        .containsExactly(parts[0] + ": " + problem);
  }

  @Test
  void aFlag() {
    assertThat(
            Read.problems(
                "", Map.of(), List.of(Given.byFlag("--join", Schema.MESH_JOIN, "10.0.0.7"))))
        .containsExactly(
            "--join: mesh.join takes a list of addresses HOST:PORT such as 10.0.0.7:5701, not"
                + " \"10.0.0.7\"");
  }

  @Test
  void aValueThatIsOverruledIsWrongNonetheless() {
    assertThat(
            Read.problems("mesh: {busPort: x}", Map.of("FAIRLEAD_MESH_BUSPORT", "5710"), List.of()))
        .hasSize(1);
  }

  @Test
  void aRuleSaysNothingOfAValueThatIsRefused() {
    assertThat(Read.problems("lease: {duration: 5s, renewDeadline: soon}", Map.of(), List.of()))
        .singleElement()
        .asString()
        .contains("lease.renewDeadline takes");
  }

  @Test
  void allIsToldAtOnceInTheOrderOfTheFile() {
    String yaml =
        """
        mesh:
          busPort: a
        lease:
          colour: red
        gateway: {port: b}
        """;

    assertThat(Read.problems(yaml, Map.of("FAIRLEAD_MESH_CLUSTERPORT", "c"), List.of()))
        .extracting(line -> line.substring(0, line.indexOf(": ")))
        .containsExactly(
            "fairlead.yaml:2", "fairlead.yaml:4", "fairlead.yaml:5", "FAIRLEAD_MESH_CLUSTERPORT");
  }

  @Test
  void noMoreIsToldThanAPersonReads() {
    String yaml =
        IntStream.range(0, 1000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining("\n"));

    assertThat(Read.problems(yaml, Map.of(), List.of()))
        .hasSize(21)
        .last()
        .isEqualTo("and 980 more such lines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "mesh: {name: a        | 1",
        "a: b: c               | 1",
        "mesh: *nowhere        | 1",
        "mesh: {}\\n---\\nx: 1 | 2",
        "mesh:\\n\\t- a        | 2",
      })
  void whatIsNoYamlIsNamedWithItsLine(String yaml, int line) {
    assertThat(Read.problems(yaml.replace("\\n", "\n").replace("\\t", "\t"), Map.of(), List.of()))
        .singleElement()
        .asString()
        .startsWith("fairlead.yaml:" + line + ": this is no YAML: ")
        .doesNotContain("\n");
  }

  @Test
  void aliasesMakeNothingLarge() {
    String yaml = "mesh: &a {name: x, tls: *a, join: [*a, *a]}";

    assertThat(Read.problems(yaml, Map.of(), List.of())).isNotEmpty().hasSizeLessThan(22);
  }

  @Test
  void whatIsNotShownWhole() {
    String long1 = "x".repeat(10_000);

    assertThat(
            Read.problems("mesh: {busPort: " + long1 + ", " + long1 + "y: 1}", Map.of(), List.of()))
        .allMatch(line -> line.length() < 300);
  }

  @Test
  void aFileThatCannotBeRead(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("nowhere.yaml");
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0});
    Path large = Files.writeString(directory.resolve("large"), "#".repeat(YamlText.LONGEST + 1));

    assertThat(problemsOf(missing))
        .containsExactly(
            missing
                + ": does not exist; name another by --config or FAIRLEAD_CONFIG, or leave them"
                + " out");
    assertThat(problemsOf(directory))
        .containsExactly(directory + ": cannot be read: it is a directory");
    assertThat(problemsOf(binary))
        .containsExactly(binary + ": is no text in UTF-8; is it the right file?");
    assertThat(problemsOf(large))
        .containsExactly(large + ": is longer than 1 MiB; is it the right file?");
  }

  private static List<String> problemsOf(Path file) {
    Reading reading = ConfigurationReader.read(Optional.of(file), Map.of(), List.of());
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) reading).problems();
  }
}
