package dev.fairlead.reconciler.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {

  private static final Incarnation WORKER = new Incarnation("worker-1");
  private static final Moment NOON = new Moment(Instant.parse("2030-01-01T12:00:00Z"), 7);
  private static final Token TOKEN =
      new Token(new Partition("memcached", 1, 0), 3, new NamespacedName("shop", "cache"), 12);
  private static final ObjectRef CHILD =
      new ObjectRef(new GroupVersionResource("apps", "v1", "deployments"), TOKEN.key());

  @TempDir private Path directory;

  @Test
  void eachEntryIsALine() throws IOException {
    try (JournalFile journal = JournalFile.in(directory, WORKER, 1_000_000)) {
      journal.write(new JournalEntry.Started(TOKEN, NOON, new Incarnation("watcher-1")));
      journal.write(new JournalEntry.Passed(TOKEN, NOON, "patch", CHILD, "", "00-1-2-01"));
      journal.write(
          new JournalEntry.Ended(
              TOKEN,
              NOON,
              new Outcome.Failed("Invalid", "no"),
              List.of(
                  new WriteEntry.Written(CHILD, "patch", 200, "u1", new ResourceVersion("9")),
                  new WriteEntry.Refused(CHILD, "patch", 422, "no"),
                  new WriteEntry.Gone(CHILD, "delete", 200, "u1"),
                  new WriteEntry.Unanswered(CHILD, "delete"))));
    }

    String token =
        "\"worker\":\"worker-1\",\"controller\":\"memcached\",\"layout\":1,\"partition\":0,"
            + "\"epoch\":3,\"attempt\":12,\"key\":{\"namespace\":\"shop\",\"name\":\"cache\"}";
    String at = "{\"at\":\"2030-01-01T12:00:00Z\",\"monotonicNanos\":7,";
    String child =
        "\"resource\":\"deployments.apps\",\"object\":{\"namespace\":\"shop\",\"name\":\"cache\"}";
    String patch = "\"verb\":\"patch\"," + child;
    String delete = "\"verb\":\"delete\"," + child;
    assertThat(Files.readAllLines(directory.resolve("attempts-worker-1.jsonl")))
        .containsExactly(
            at + "\"event\":\"started\"," + token + ",\"owner\":\"watcher-1\"}",
            at
                + "\"event\":\"passed\","
                + token
                + ","
                + patch
                + ",\"subresource\":\"\",\"traceparent\":\"00-1-2-01\"}",
            at
                + "\"event\":\"ended\","
                + token
                + ",\"outcome\":\"Failed\",\"message\":\"Invalid: no\",\"writes\":["
                + "{%s,\"code\":200,\"uid\":\"u1\",\"resourceVersion\":\"9\"},".formatted(patch)
                + "{%s,\"code\":422,\"message\":\"no\"},".formatted(patch)
                + "{%s,\"code\":200,\"uid\":\"u1\"},".formatted(delete)
                + "{%s,\"message\":\"no answer came\"}]}".formatted(delete));
  }

  @Test
  void thereAreTwoFilesAtMostEachWithinTheBound() throws IOException {
    try (JournalFile journal = JournalFile.in(directory, WORKER, 1_000)) {
      for (int i = 0; i < 100; i++) {
        journal.write(new JournalEntry.Started(TOKEN, NOON, new Incarnation("watcher-" + i)));
      }
    }

    Path now = directory.resolve("attempts-worker-1.jsonl");
    Path before = directory.resolve("attempts-worker-1.jsonl.1");
    assertThat(directory.toFile().list()).hasSize(2);
    assertThat(Files.size(now)).isBetween(1L, 1_000L);
    assertThat(Files.size(before)).isBetween(1L, 1_000L);
    assertThat(Files.readAllLines(now).getLast()).contains("watcher-99");
  }

  @Test
  void anAttemptThatIsInterruptedIsNotedAllTheSame() throws IOException {
    try (JournalFile journal = JournalFile.in(directory, WORKER, 1_000_000)) {
      Thread.currentThread().interrupt();
      journal.write(new JournalEntry.Ended(TOKEN, NOON, new Outcome.Abandoned("why"), List.of()));
      journal.write(new JournalEntry.Ended(TOKEN, NOON, new Outcome.Done(), List.of()));
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Files.readAllLines(directory.resolve("attempts-worker-1.jsonl"))).hasSize(2);
  }
}
