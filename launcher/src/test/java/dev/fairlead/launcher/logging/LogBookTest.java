package dev.fairlead.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.Configuration.Format;
import dev.fairlead.launcher.config.Configuration.Logging;
import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogBookTest {

  private static final Logger LOG = LoggerFactory.getLogger("dev.fairlead.test.Attempt");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final Map<String, String> ATTEMPT =
      LogFields.of(
          new Token(Partition.whole("memcached"), 7, new NamespacedName("shop", "cache"), 3),
          new TraceContext(
              Map.of(
                  "traceparent",
                  "00-" + TRACE + "-00f067aa0ba902b7-01",
                  "baggage",
                  "tenant=blue,zone_pref=eu",
                  "x-request-id",
                  "r-1")));

  @TempDir private Path directory;

  private final LogBook book = new LogBook(Map.of("OTEL_SERVICE_NAME", "harbour"));

  @AfterEach
  void toStandardError() throws IOException {
    book.follow(Configuration.DEFAULTS.logging());
  }

  @Test
  void aLineOfAnAttemptHasAllOfItInEcsNames() throws IOException {
    book.follow(to("a/json.log", Level.INFO, Format.JSON));
    LogFields.within(ATTEMPT, () -> LOG.warn("{}: {}", "Taken", "by another"));

    JsonNode line = JSON.readTree(lines("a/json.log").getFirst());
    assertThat(line.path("message").asText()).isEqualTo("Taken: by another");
    assertThat(line.path("log.level").asText()).isEqualTo("WARN");
    assertThat(line.path("log.logger").asText()).isEqualTo("dev.fairlead.test.Attempt");
    assertThat(line.path("@timestamp").asText()).endsWith("Z");
    assertThat(line.path("ecs.version").asText()).isEqualTo("8.11.0");
    assertThat(line.path("service.name").asText()).isEqualTo("harbour");
    assertThat(line.path("process.pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(line.path("trace.id").asText()).isEqualTo(TRACE);
    assertThat(line.path("http.request.id").asText()).isEqualTo("r-1");
    assertThat(
            Stream.of("controller", "namespace", "name", "attempt", "epoch", "tenant", "zone_pref")
                .map(field -> line.path(field).asText()))
        .containsExactly("memcached", "shop", "cache", "3", "7", "blue", "eu");
  }

  @Test
  void anExceptionIsOneLineOfJsonToo() throws IOException {
    book.follow(to("json.log", Level.INFO, Format.AUTO));
    LOG.error("it broke\noff", new IllegalStateException("why\nnot"));

    JsonNode line = JSON.readTree(lines("json.log").getFirst());
    assertThat(lines("json.log")).hasSize(1);
    assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.path("error.message").asText()).isEqualTo("why\nnot");
    assertThat(line.path("error.stack_trace").asText()).contains("LogBookTest");
  }

  @Test
  void aPersonCanReadText() throws IOException {
    book.follow(to("text.log", Level.INFO, Format.TEXT));
    LogFields.within(ATTEMPT, () -> LOG.warn("Taken: by another"));
    LOG.info("about nothing");

    assertThat(lines("text.log").getFirst())
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Attempt \\[memcached shop/cache #3 @7 tenant=blue"
                + " request=r-1 trace="
                + TRACE
                + "\\]: Taken: by another");
    assertThat(lines("text.log").get(1)).endsWith(" INFO  Attempt: about nothing");
  }

  @Test
  void theLevelAndTheFileChangeWhileItRuns() throws IOException {
    book.follow(to("one.log", Level.INFO, Format.TEXT));
    LOG.debug("not told");
    book.follow(to("one.log", Level.DEBUG, Format.TEXT));
    LOG.debug("told");
    book.follow(to("two.log", Level.ERROR, Format.TEXT));
    LOG.warn("not told");
    LOG.error("told there");

    assertThat(lines("one.log")).singleElement().asString().endsWith("told");
    assertThat(lines("two.log")).singleElement().asString().endsWith("told there");
  }

  @Test
  void aFileThatIsFullIsPutAsideAndAFewAreKept() throws Exception {
    book.follow(
        new Logging(
            Level.INFO,
            Format.TEXT,
            Optional.of(directory.resolve("full.log")),
            10_000,
            Optional.empty()));
    String line = "x".repeat(1_000);
    Path last = directory.resolve("full.log." + LogBook.FILES_KEPT);
    for (int i = 0; i < 10_000 && !Files.exists(last); i++) {
      LOG.info(line);
      if (i % 10 == 0) {
        Thread.sleep(50); // Logback looks at the size of a file only so often
      }
    }

    assertThat(last).exists();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSizeLessThanOrEqualTo(LogBook.FILES_KEPT + 1);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesAllAsItWas() throws IOException {
    book.follow(to("one.log", Level.INFO, Format.TEXT));
    Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> book.follow(to("file/below.log", Level.ERROR, Format.TEXT)))
        .isInstanceOf(IOException.class);
    LOG.info("still told");

    assertThat(lines("one.log")).singleElement().asString().endsWith("still told");
  }

  private Logging to(String file, Level level, Format format) {
    return new Logging(
        level, format, Optional.of(directory.resolve(file)), 100_000_000, Optional.empty());
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }
}
