package dev.fairlead.sandbox.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and watches more objects than the server's heap could hold. {@code -Dscale.objects=1000000
 * -Dscale.heap=1g} makes it a million; what it cost is logged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(OS.LINUX)
class ScaleIT {

  private static final Logger LOG = LoggerFactory.getLogger(ScaleIT.class);
  private static final int OBJECTS = Integer.getInteger("scale.objects", 100_000);
  private static final String HEAP = System.getProperty("scale.heap", "256m");
  private static final int CHANGES_PER_SECOND = 100;
  private static final int PAGE = 500;
  private static final int CHANGES = 500;
  private static final long BYTES_MIN = 5_500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private ServerProcess server;

  /** What was read, and how large it was. */
  private record Part(int objects, String next) {}

  /** Something that takes the server's time. */
  private interface Reading {
    int read() throws IOException, InterruptedException;
  }

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(OBJECTS, CHANGES_PER_SECOND, HEAP);
  }

  @AfterAll
  void close() throws IOException {
    http.close();
    LOG.info("{} objects with -Xmx{}: at most {} MiB resident", OBJECTS, HEAP, peak());
    server.close();
  }

  private long peak() throws IOException {
    return server.residentPeakMebibytes();
  }

  @Test
  void listsInPages() throws Exception {
    measured(
        "list in pages of " + PAGE,
        () -> {
          Set<String> versions = new HashSet<>();
          int seen = 0;
          String next = "";
          do {
            String query = "?limit=%d&continue=%s".formatted(PAGE, encoded(next));
            Part part = list(query, seen, versions);
            seen += part.objects();
            next = part.next();
          } while (!next.isEmpty());
          assertThat(versions).as("the state of all pages").hasSize(1);
          return seen;
        });
  }

  @Test
  void listsAllInOneAnswer() throws Exception {
    measured("list in one answer", () -> list("", 0, new HashSet<>()).objects());
  }

  @Test
  void watchesAllAndTheirChanges() throws Exception {
    measured(
        "watch from the initial state on",
        () -> {
          String query =
              "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
                  + "&resourceVersionMatch=NotOlderThan";
          try (var lines =
              new BufferedReader(new InputStreamReader(open(query), StandardCharsets.UTF_8))) {
            int added = readInitial(lines);
            readChanges(lines);
            return added;
          }
        });
  }

  private static int readInitial(BufferedReader lines) throws IOException {
    for (int added = 0; ; added++) {
      JsonNode event = JSON.readTree(lines.readLine());
      if (event.path("type").asText().equals("BOOKMARK")) {
        assertThat(event.at("/object/metadata/annotations").path("k8s.io/initial-events-end"))
            .hasToString("\"true\"");
        return added;
      }
      assertThat(event.path("type").asText()).isEqualTo("ADDED");
      checkName(event.path("object"), added);
    }
  }

  private static void readChanges(BufferedReader lines) throws IOException {
    long last = 0;
    for (int i = 0; i < CHANGES; i++) {
      JsonNode event = change(lines);
      assertThat(event.path("type").asText()).isEqualTo("MODIFIED");
      assertThat(event.at("/object/spec/revision").asText()).isNotEqualTo("r0");
      long version = event.at("/object/metadata/resourceVersion").asLong();
      assertThat(version).isGreaterThan(last);
      last = version;
    }
  }

  private void measured(String what, Reading reading) throws IOException, InterruptedException {
    Duration cpu = server.cpu();
    long start = System.nanoTime();
    int objects = reading.read();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Duration used = server.cpu().minus(cpu);
    LOG.info(
        "{}: {} objects in {} s, {} µs of the server's processor time for each",
        what,
        objects,
        "%.1f".formatted(took.toMillis() / 1000.0),
        used.toNanos() / 1000 / objects);
    assertThat(objects).isEqualTo(OBJECTS);
  }

  /** Reads one answer to a list, object by object. */
  private Part list(String query, int first, Set<String> versions)
      throws IOException, InterruptedException {
    String next = "";
    int seen = 0;
    try (InputStream in = open(query);
        JsonParser parser = JSON.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("metadata")) {
          JsonNode metadata = parser.readValueAsTree();
          next = metadata.path("continue").asText();
          versions.add(metadata.path("resourceVersion").asText());
        } else if (field.equals("items")) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            checkName(parser.readValueAsTree(), first + seen);
            seen++;
          }
        }
      }
      in.transferTo(OutputStream.nullOutputStream()); // A stream closed early would be cancelled.
    }
    return new Part(seen, next);
  }

  /** The next event that is no bookmark, which come by the minute. */
  private static JsonNode change(BufferedReader lines) throws IOException {
    while (true) {
      JsonNode event = JSON.readTree(lines.readLine());
      if (!event.path("type").asText().equals("BOOKMARK")) {
        return event;
      }
    }
  }

  /** That it is the object of this index, and as large as is said. */
  private static void checkName(JsonNode object, int index) {
    String name = object.at("/metadata/name").asText();
    assertThat(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1))).isEqualTo(index);
    if (index == 0) {
      assertThat((long) object.toString().length()).isGreaterThan(BYTES_MIN);
    }
  }

  private InputStream open(String query) throws IOException, InterruptedException {
    URI uri = URI.create(server.url() + "/apis/scale.example.com/v1/volumes" + query);
    var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
