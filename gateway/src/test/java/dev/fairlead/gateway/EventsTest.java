package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.WatcherAnswer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events, as a client meets them. */
@Timeout(60)
class EventsTest {

  private final ScriptedMesh mesh = ScriptedMesh.complete();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile WatcherAnswer.Controllers controllers =
      new WatcherAnswer.Controllers(List.of(Examples.CONTROLLER), List.of(Examples.PARTITION));

  /** An event as it came. */
  private record Event(String id, String type, JsonObject data) {}

  private final class Listener implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Listener(String query, String... headers) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              URI.create(
                  "http://127.0.0.1:" + mesh.gateway.actualPort() + "/api/v1/events" + query));
      if (headers.length > 0) {
        request.headers(headers);
      }
      response = http.send(request.build(), BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      if (response.statusCode() == 200) {
        assertThat(lines.readLine()).isEqualTo("retry: 2000");
      }
    }

    Event next() throws IOException {
      String id = "";
      String type = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(id, type, new JsonObject(line.substring(6)));
        }
      }
      throw new AssertionError("the stream has ended");
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }

  @BeforeEach
  void answer() {
    mesh.watcher(_ -> controllers);
  }

  @AfterEach
  void close() {
    http.close();
    mesh.close();
  }

  @Test
  void whatHappensIsToldInOrder() throws Exception {
    try (Listener listener = new Listener("")) {
      assertThat(listener.response.headers().firstValue("content-type"))
          .contains("text/event-stream");
      fly("memcached", "default", "a", 1);
      fly("memcached", "default", "a", 2);
      Event first = listener.next();
      assertThat(first.type()).isEqualTo("assigned");
      assertThat(first.data().getString("controller")).isEqualTo("memcached");
      assertThat(first.data().getString("namespace")).isEqualTo("default");
      assertThat(first.data().getString("name")).isEqualTo("a");
      assertThat(first.data().getJsonObject("item").getLong("attempt")).isEqualTo(1);
      assertThat(listener.next().data().getJsonObject("item").getLong("attempt")).isEqualTo(2);
      mesh.process
          .bus()
          .publish(
              Topic.FLIGHTS,
              new FlightRecord.Removed(
                  "memcached", new NamespacedName("default", "a"), Examples.AT));
      assertThat(listener.next().type()).isEqualTo("removed");
    }
  }

  @Test
  void aClientThatComesBackGoesOnWhereItWas() throws Exception {
    String id;
    try (Listener listener = new Listener("")) {
      fly("memcached", "default", "a", 1);
      id = listener.next().id();
    }
    fly("memcached", "default", "a", 2);
    fly("memcached", "default", "a", 3);
    try (Listener again = new Listener("", "Last-Event-ID", id)) {
      assertThat(again.next().data().getJsonObject("item").getLong("attempt")).isEqualTo(2);
      assertThat(again.next().data().getJsonObject("item").getLong("attempt")).isEqualTo(3);
    }
  }

  @Test
  void aClientOfAnotherGatewayIsToldThatThereIsAGap() throws Exception {
    try (Listener listener = new Listener("", "Last-Event-ID", "elsewhere-1.17")) {
      Event gap = listener.next();
      assertThat(gap.type()).isEqualTo("gap");
      assertThat(gap.data().getString("lastEventId")).isEqualTo("elsewhere-1.17");
      fly("memcached", "default", "a", 1);
      assertThat(listener.next().type()).isEqualTo("assigned");
    }
  }

  @Test
  void filters() throws Exception {
    try (Listener one = new Listener("?controller=memcached&namespace=b");
        Listener other = new Listener("?controller=other")) {
      fly("memcached", "a", "x", 1);
      fly("other", "b", "x", 2);
      fly("memcached", "b", "x", 3);
      assertThat(one.next().data().getJsonObject("item").getLong("attempt")).isEqualTo(3);
      assertThat(other.next().data().getJsonObject("item").getLong("attempt")).isEqualTo(2);
    }
  }

  @Test
  void whatChangesInTheMeshIsTold() throws Exception {
    try (Listener listener = new Listener("")) {
      await().until(() -> mesh.asked.size() >= 2);
      controllers =
          new WatcherAnswer.Controllers(
              List.of(Examples.CONTROLLER, Examples.named("other")),
              List.of(Examples.ownedBy("host-9", 8)));
      Event controller = listener.next();
      assertThat(controller.type()).isEqualTo("controller");
      assertThat(controller.data().getString("name")).isEqualTo("other");
      Event partition = listener.next();
      assertThat(partition.type()).isEqualTo("partition");
      assertThat(partition.data().getString("owner")).isEqualTo("host-9");
      mesh.process.bus().publish(Topic.PRESENCE, Examples.presence("host-3"));
      Event came = listener.next();
      assertThat(came.type()).as(came.toString()).isEqualTo("process");
      assertThat(came.data().getBoolean("present")).isTrue();
      Event went = listener.next();
      assertThat(went.data().getBoolean("present")).isFalse();
      assertThat(went.data().getJsonObject("process").getString("incarnation")).isEqualTo("host-3");
    }
  }

  @Test
  void aClientThatTakesNothingIsToldAndDropped() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mesh.gateway.actualPort());
        Listener quick = new Listener("?namespace=quiet")) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String name = "x".repeat(4_000);
      for (int i = 0; i < 30_000; i++) {
        fly("memcached", "default", name, i);
        if (i % 500 == 0) {
          // As fast as they are taken in, not faster.
          int before = i;
          fly("memcached", "quiet", "q", before);
          assertThat(quick.next().data().getJsonObject("item").getLong("attempt"))
              .isEqualTo(before);
        }
      }
      String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(told).contains("event: assigned");
      assertThat(told.substring(told.length() - 1_000)).contains("event: dropped", "too-slow");
    }
  }

  @Test
  void streamsEndWhenTheGatewayStops() throws Exception {
    try (Listener listener = new Listener("")) {
      long before = System.nanoTime();
      ScriptedMesh.await(mesh.process.vertx().undeploy(mesh.deployment));
      List<String> rest = new ArrayList<>();
      listener.lines.lines().forEach(rest::add);
      assertThat(rest).contains(": the gateway stops");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatIsNotRight() throws Exception {
    for (String id : List.of("nonsense", "x.y", "a b.1", "x.1234567890123456789", ".1")) {
      try (Listener listener = new Listener("", "Last-Event-ID", id)) {
        assertThat(listener.response.statusCode()).as(id).isEqualTo(400);
        assertThat(
                new JsonObject(
                        new String(listener.response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .getString("field"))
            .isEqualTo("Last-Event-ID");
      }
    }
    assertThat(mesh.get("/api/v1/events?namespace=A_b").statusCode()).isEqualTo(400);
    assertThat(mesh.get("/api/v1/events?since=1").statusCode()).isEqualTo(400);
  }

  private void fly(String controller, String namespace, String name, long attempt) {
    NamespacedName key = new NamespacedName(namespace, name);
    mesh.process
        .bus()
        .publish(
            Topic.FLIGHTS,
            new FlightRecord.Assigned(
                controller,
                key,
                Examples.AT,
                new Token(new Partition(controller, 1, 0), 7, key, attempt),
                new Incarnation("host-2"),
                List.of(Reason.of(Reason.Type.PRIMARY_CHANGED, "")),
                Examples.TRACE));
  }
}
