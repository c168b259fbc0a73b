package dev.fairlead.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.time.MovableClock;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that take time, or act on state: planted and met over HTTP, on a clock that is moved. */
@Timeout(20)
class FaultsOverHttpTest {

  private static final String FAULTS = "/debug/faults";
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private static MovableClock clock;
  private static Sandbox sandbox;
  private static Client client;

  @BeforeAll
  static void start() {
    clock = new MovableClock();
    sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
    client = new Client(sandbox);
  }

  @AfterAll
  static void stop() {
    client.close();
    sandbox.close();
  }

  @AfterEach
  void clear() throws Exception {
    client.delete(FAULTS);
  }

  @Test
  void latencyHoldsARequestUntilItsTimeHasCome() throws Exception {
    plant("{effect: latency, millis: 600000, millisMax: 900000, verbs: [list]}");
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Client.Reply> held = other.submit(() -> client.get(MAPS));
      awaitMet();
      assertThat(client.get(MAPS + "/none").code()).isEqualTo(404);
      clock.move(Duration.ofMinutes(9));
      assertThat(held.isDone()).isFalse();

      await()
          .until(() -> {
            clock.move(Duration.ofMinutes(6));
            return held.isDone();
          });
      assertThat(held.get().code()).isEqualTo(200);
    }
  }

  @Test
  void aConflictChangesNothingAndIsOverWhenItHasBeenMet() throws Exception {
    client.post(MAPS, "{metadata: {name: torn}, data: {a: old}}");
    plant("{effect: conflict, resource: configmaps, times: 2}");

    Client.Reply put = client.put(MAPS + "/torn", "{metadata: {name: torn}, data: {a: put}}");
    assertThat(put.code()).isEqualTo(409);
    assertThat(put.at("/reason").asText()).isEqualTo("Conflict");
    assertThat(put.at("/details/name").asText()).isEqualTo("torn");
    assertThat(put.at("/message").asText())
        .isEqualTo(
            "Operation cannot be fulfilled on configmaps \"torn\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
    assertThat(client.post(MAPS, "{metadata: {name: torn-2}}").code()).isEqualTo(201);
    assertThat(client.merge(MAPS + "/torn", "{data: {a: patched}}").code()).isEqualTo(409);
    assertThat(client.get(MAPS + "/torn").at("/data/a").asText()).isEqualTo("old");

    assertThat(client.merge(MAPS + "/torn", "{data: {a: patched}}").code()).isEqualTo(200);
    assertThat(client.get(MAPS + "/torn").at("/data/a").asText()).isEqualTo("patched");
  }

  @Test
  void aLateBookmarkComesBehindWhatIsNewer() throws Exception {
    plant("{effect: lateBookmarks, millis: 300000, resource: configmaps}");
    try (BufferedReader lines =
        client.lines(
            MAPS
                + "?watch=1&allowWatchBookmarks=true&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan&fieldSelector=metadata.name%3Dlate")) {
      client.post(MAPS, "{metadata: {name: late}}");
      String added = lines.readLine();
      assertThat(added).contains("ADDED", "late");

      clock.move(Duration.ofMinutes(5));
      String bookmark = lines.readLine();
      assertThat(bookmark).contains("BOOKMARK", "initial-events-end");
      assertThat(revision(bookmark)).isLessThan(revision(added));
    }
  }

  @Test
  void aStaleWatchNeverTellsWhatCameAfterTheFault() throws Exception {
    String now = "&resourceVersion=" + sandbox.store().revision();
    String one = MAPS + "?watch=1&timeoutSeconds=600&fieldSelector=metadata.name%3Dstale" + now;
    int id = plant("{effect: stale, verbs: [watch], resource: configmaps, name: stale}");
    try (BufferedReader healthy = client.lines(MAPS + "?watch=1" + now);
        BufferedReader stale = client.lines(one)) {
      awaitMet();
      client.post(MAPS, "{metadata: {name: stale}}");
      assertThat(healthy.readLine()).contains("ADDED", "stale");
      client.delete(FAULTS + "/" + id);
      client.merge(MAPS + "/stale", "{data: {a: b}}");
      assertThat(healthy.readLine()).contains("MODIFIED", "stale");

      clock.move(Duration.ofMinutes(10));
      assertThat(stale.readLine()).as("the watch ends and has told nothing").isNull();
    }
    try (BufferedReader next = client.lines(one)) {
      assertThat(next.readLine()).contains("ADDED", "stale");
    }
  }

  @Test
  void aLaggingReplicaCatchesUp() throws Exception {
    client.post(MAPS, "{metadata: {name: lag}, data: {a: old}}");
    long before = sandbox.store().revision();
    int id = plant("{effect: lag, resource: configmaps}");
    client.merge(MAPS + "/lag", "{data: {a: new}}");
    client.post(MAPS, "{metadata: {name: lag-2}}");

    Client.Reply list = client.get(MAPS);
    assertThat(list.at("/metadata/resourceVersion").asLong()).isEqualTo(before);
    assertThat(list.body().toString()).contains("old").doesNotContain("lag-2");
    assertThat(client.get(MAPS + "/lag").at("/data/a").asText()).isEqualTo("old");
    String next = MAPS + "?watch=1&resourceVersion=" + before;
    try (BufferedReader brief = client.lines(next + "&timeoutSeconds=60")) {
      clock.move(Duration.ofMinutes(1));
      assertThat(brief.readLine()).as("the replica knows nothing new").isNull();
    }
    try (BufferedReader lines = client.lines(next)) {
      client.delete(FAULTS + "/" + id);
      assertThat(lines.readLine()).contains("MODIFIED", "\"a\":\"new\"");
      assertThat(lines.readLine()).contains("ADDED", "lag-2");
    }
    assertThat(client.get(MAPS + "/lag-2").code()).isEqualTo(200);
  }

  private static int plant(String fault) throws Exception {
    Client.Reply planted = client.post(FAULTS, fault);
    assertThat(planted.code()).as(planted.body().toString()).isEqualTo(201);
    return planted.at("/id").asInt();
  }

  /** Waits until the only fault has met a request. */
  private static void awaitMet() {
    await().until(() -> client.get(FAULTS).at("/faults/0/met").asInt() == 1);
  }

  private static long revision(String event) {
    return Long.parseLong(event.replaceAll(".*\"resourceVersion\":\"([0-9]+)\".*", "$1"));
  }
}
