package dev.fairlead.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.store.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What faults look like to a client. */
@Timeout(20)
class FaultTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final Selector CONFIG_MAPS =
      Selector.resource("configmaps").withUserAgent("client");

  private static Sandbox sandbox;
  private static Client client;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    client = new Client(sandbox);
  }

  @AfterAll
  static void stop() {
    client.close();
    sandbox.close();
  }

  @AfterEach
  void clear() {
    sandbox.faults().clear();
  }

  @Test
  void anErrorComesAsOftenAsItIsAsked() throws Exception {
    add(Fault.of(CONFIG_MAPS.withVerbs("list"), new Effect.Refusal(503, "", "")).times(2));
    assertThat(client.get(MAPS).code()).isEqualTo(503);
    assertThat(client.get(MAPS + "/none").code()).isEqualTo(404);
    assertThat(client.get(MAPS).at("/reason").asText()).isEqualTo("ServiceUnavailable");
    assertThat(client.get(MAPS).code()).isEqualTo(200);
    assertThat(sandbox.faults().list()).isEmpty();
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() throws Exception {
    add(Fault.of(CONFIG_MAPS, new Effect.TooManyRequests(Duration.ofSeconds(3))));
    Client.Reply reply = client.get(MAPS);
    assertThat(reply.code()).isEqualTo(429);
    assertThat(reply.response().headers().firstValue("Retry-After")).contains("3");
  }

  @Test
  void aWriteMayHappenAndNeverBeAnswered() throws Exception {
    add(Fault.of(CONFIG_MAPS, new Effect.LateAnswer(Duration.ZERO)).times(1));
    assertThatThrownBy(() -> client.post(MAPS, "{metadata: {name: late}}"))
        .isInstanceOf(IOException.class);
    assertThat(client.get(MAPS + "/late").code()).isEqualTo(200);
  }

  @Test
  void aPartitionAnswersNothing() throws Exception {
    int id = add(Fault.of(Selector.ALL.withUserAgent("client"), new Effect.Partition()));
    assertThatThrownBy(() -> client.get(MAPS)).isInstanceOf(IOException.class);
    sandbox.faults().remove(id);
    assertThat(client.get(MAPS).code()).isEqualTo(200);
  }

  @Test
  void aLaggingReplicaShowsWhatWas() throws Exception {
    client.post(MAPS, "{metadata: {name: lag}, data: {a: old}}");
    add(Fault.of(CONFIG_MAPS.withVerbs("get", "list"), new Effect.OldState(true)));
    client.merge(MAPS + "/lag", "{data: {a: new}}");
    client.post(MAPS, "{metadata: {name: lag-2}}");
    assertThat(client.get(MAPS + "/lag").at("/data/a").asText()).isEqualTo("old");
    assertThat(client.get(MAPS + "/lag-2").code()).isEqualTo(404);
    assertThat(client.get(MAPS).body().toString()).doesNotContain("lag-2");
    sandbox.faults().clear();
    assertThat(client.get(MAPS + "/lag").at("/data/a").asText()).isEqualTo("new");
  }

  @Test
  void aDroppedWatchEndsAndADuplicatedOneRepeats() throws Exception {
    add(Fault.of(CONFIG_MAPS, new Effect.DuplicateEvents()));
    try (BufferedReader lines = watch("dup")) {
      client.post(MAPS, "{metadata: {name: dup}}");
      assertThat(lines.readLine()).contains("ADDED").isEqualTo(lines.readLine());
      add(Fault.of(CONFIG_MAPS, new Effect.DropWatch()));
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void aFrozenWatchTellsTheRestAfterwards() throws Exception {
    try (BufferedReader lines = watch("frozen")) {
      int id = add(Fault.of(CONFIG_MAPS, new Effect.FreezeWatch()));
      List<Integer> met = new ArrayList<>();
      while (met.isEmpty()) {
        sandbox.faults().list().stream()
            .map(Faults.Standing::met)
            .filter(it -> it > 0)
            .forEach(met::add);
        Thread.onSpinWait();
      }
      client.post(MAPS, "{metadata: {name: frozen}}");
      assertThat(lines.ready()).isFalse();
      sandbox.faults().remove(id);
      assertThat(lines.readLine()).contains("frozen");
    }
  }

  @Test
  void aWatchMayBeTooLate() throws Exception {
    add(Fault.of(CONFIG_MAPS, new Effect.Expired()).times(1));
    try (BufferedReader lines = watch("expired")) {
      assertThat(lines.readLine()).contains("ERROR", "410");
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void aRestoredServerGoesBack() throws Exception {
    Checkpoint checkpoint = sandbox.faults().checkpoint();
    long revision = sandbox.store().revision();
    client.post(MAPS, "{metadata: {name: lost}}");
    sandbox.faults().restore(checkpoint);
    assertThat(sandbox.store().revision()).isEqualTo(revision);
    assertThat(client.get(MAPS + "/lost").code()).isEqualTo(404);
  }

  @Test
  void theSameSeedMeetsTheSameRequests() throws Exception {
    assertThat(fates()).isEqualTo(fates()).contains(true, false);
  }

  private static List<Boolean> fates() throws Exception {
    List<Boolean> fates = new ArrayList<>();
    try (Sandbox other = Sandbox.start(SandboxOptions.defaults().withSeed(7));
        Client asking = new Client(other)) {
      other
          .faults()
          .add(Fault.of(CONFIG_MAPS, new Effect.Refusal(500, "", "")).withProbability(0.5));
      for (int i = 0; i < 20; i++) {
        fates.add(asking.get(MAPS).code() == 500);
      }
    }
    return fates;
  }

  @Test
  void faultsComeAndGoOverHttp() throws Exception {
    Client.Reply added =
        client.post("/debug/faults", "{effect: error, code: 500, verbs: [list], resource: pods}");
    assertThat(added.code()).as(added.body().toString()).isEqualTo(201);
    assertThat(client.get("/api/v1/pods").code()).isEqualTo(500);
    assertThat(client.get("/debug/faults").at("/faults/0/met").asInt()).isEqualTo(1);
    client.delete("/debug/faults/" + added.at("/id").asInt());
    assertThat(client.get("/api/v1/pods").code()).isEqualTo(200);
    assertThat(client.get("/debug/faults").at("/faults").size()).isZero();
  }

  @Test
  void badFaultsAreToldInOneLine() throws Exception {
    assertThat(problem("{effect: earthquake}"))
        .isEqualTo(
            "unknown effect \"earthquake\": one of latency, error, tooManyRequests, expired,"
                + " conflict, lateAnswer, partition, dropWatch, freezeWatch, duplicateEvents,"
                + " lateBookmarks, lag, stale");
    assertThat(problem("{effect: error, code: 200}"))
        .isEqualTo("\"code\" is a whole number, at least 400");
    assertThat(problem("{effect: conflict, verb: update}"))
        .startsWith("unknown field \"verb\" with effect \"conflict\": one of ");
    assertThat(problem("{effect: conflict, probability: 2}"))
        .isEqualTo("a probability from 0 to 1: 2.0");
  }

  private static String problem(String fault) throws Exception {
    Client.Reply reply = client.post("/debug/faults", fault);
    assertThat(reply.code()).isEqualTo(400);
    return reply.at("/error").asText();
  }

  private static int add(Fault fault) {
    return sandbox.faults().add(fault);
  }

  private static BufferedReader watch(String name) throws Exception {
    String path =
        MAPS
            + "?watch=1&fieldSelector=metadata.name%3D"
            + name
            + "&resourceVersion="
            + sandbox.store().revision();
    return client.lines(path);
  }
}
