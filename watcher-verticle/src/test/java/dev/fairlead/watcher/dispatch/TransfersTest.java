package dev.fairlead.watcher.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.frame.Dictionary;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.PackedFrame;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.frame.Snapshots;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.loop.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransfersTest {

  private static final Partition PARTITION = Partition.whole("memcached");
  private static final NamespacedName KEY = new NamespacedName("default", "cache");
  private static final Token TOKEN = new Token(PARTITION, 3, KEY, 1);
  private static final Token NEXT = new Token(PARTITION, 3, KEY, 2);
  private static final int LARGE = 400_000;

  private final Vertx vertx = Vertx.vertx();
  private final WireFormat format = new WireFormat("fleet", Vocabulary.schema());
  private final Transfers transfers =
      new Transfers(new EventLoop(vertx.getOrCreateContext(), Timekeeper.system()), format);

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void whatIsSentAgainIsOfTheSameMoment() {
    Snapshot first = snapshot(Frame.ofJson(new byte[1]));

    assertThat(transfers.give(TOKEN, () -> first)).isSameAs(first);
    assertThat(transfers.give(TOKEN, () -> snapshot(Frame.EMPTY))).isSameAs(first);
    assertThat(transfers.give(NEXT, () -> snapshot(Frame.EMPTY))).isNotSameAs(first);
  }

  @Test
  void aDictionaryIsGivenWhileTheAttemptIsUnderWay() {
    Dictionary dictionary = Dictionary.of("{\"kind\":\"Deployment\"}".repeat(9).getBytes(UTF_8));
    transfers.give(TOKEN, () -> snapshot(new PackedFrame(new byte[1], 1, dictionary)));

    assertThat(answer(new DictionaryQuery(TOKEN, dictionary.id())).result())
        .isEqualTo(new DictionaryAnswer(Buffer.buffer(dictionary.learned())));
    assertThat(answer(new DictionaryQuery(TOKEN, "another")).cause())
        .hasMessageContaining("names another");
    assertThat(answer(new DictionaryQuery(NEXT, dictionary.id())).cause())
        .hasMessageContaining("is not under way here");

    transfers.over(NEXT);
    assertThat(answer(new DictionaryQuery(TOKEN, dictionary.id())).succeeded()).isTrue();
    transfers.over(TOKEN);
    assertThat(answer(new DictionaryQuery(TOKEN, dictionary.id())).failed()).isTrue();
  }

  @Test
  void aLargeSnapshotIsGivenInPieces() {
    Snapshot large = snapshot(Frame.ofJson(new byte[LARGE]));
    assertThat(Snapshots.isElsewhere(transfers.give(TOKEN, () -> large))).isTrue();

    Buffer whole = Buffer.buffer();
    for (int chunk = 0; chunk < 3; chunk++) {
      SnapshotChunk piece = (SnapshotChunk) answer(new SnapshotQuery(TOKEN, chunk)).result();
      assertThat(piece.chunks()).isEqualTo(3);
      whole.appendBuffer(piece.bytes());
    }

    assertThat(format.decode(whole.getBytes())).isEqualTo(new Decoded.Message(large));
    assertThat(answer(new SnapshotQuery(TOKEN, 3)).failed()).isTrue();
  }

  @Test
  void aSnapshotThatNobodyCouldTakeSaysWhatToDo() {
    transfers.give(TOKEN, () -> snapshot(Frame.ofJson(new byte[17 << 20])));

    assertThat(answer(new SnapshotQuery(TOKEN, 0)).cause())
        .hasMessageContaining("default/cache")
        .hasMessageContaining("is above 16777216 bytes")
        .hasMessageContaining("narrow what it reads by a label selector");
  }

  @Test
  void nothingIsKeptOfWhatIsForgotten() {
    transfers.give(TOKEN, () -> snapshot(Frame.EMPTY));
    transfers.forget(PARTITION, KEY);
    assertThat(answer(new SnapshotQuery(TOKEN, 0)).failed()).isTrue();

    transfers.give(TOKEN, () -> snapshot(Frame.EMPTY));
    transfers.forget(Partition.whole("redis"));
    assertThat(answer(new SnapshotQuery(TOKEN, 0)).succeeded()).isTrue();
    transfers.forget(PARTITION);
    assertThat(answer(new SnapshotQuery(TOKEN, 0)).failed()).isTrue();
  }

  @Test
  void otherQuestionsAreForOthers() {
    assertThat(transfers.answer("ahoy")).isEmpty();
  }

  private Future<?> answer(Object question) {
    Future<?> answer = transfers.answer(question).orElseThrow();
    await().atMost(Duration.ofSeconds(20)).until(answer::isComplete);
    return answer;
  }

  private static Snapshot snapshot(Frame frame) {
    Metadata metadata =
        new Metadata(
            KEY,
            "uid-1",
            new ResourceVersion("7"),
            1,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of());
    ObservedObject object =
        new ObservedObject(new GroupVersionResource("apps", "v1", "deployments"), metadata, frame);
    return new Snapshot(Optional.of(object), List.of(), List.of());
  }
}
