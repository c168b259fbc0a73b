package dev.fairlead.reconciler.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.frame.Dictionary;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.PackedFrame;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.frame.Snapshots;
import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteSnapshotsTest {

  private static final String ALIKE =
      "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"replicas\":3}}".repeat(8);
  private static final NamespacedName KEY = new NamespacedName("default", "cache");
  private static final Incarnation OWNER = new Incarnation("watcher-0");
  private static final Duration PROMPT = Duration.ofSeconds(20);
  private static final Duration IMPATIENT = Duration.ofMillis(50);

  private final Vertx vertx = Vertx.vertx();
  private final WireFormat format = new WireFormat("fleet", Vocabulary.schema());
  private final MeshBus bus = new MeshBus(vertx, format, new SimpleMeterRegistry());
  private final Dictionary dictionary = Dictionary.of(ALIKE.getBytes(UTF_8));
  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void whatCameByReferenceIsComplete() throws InterruptedException {
    Assign assign = assign(snapshot(3));

    assertThat(completed(PROMPT, assign)).isEqualTo(assign.snapshot());
    assertThat(asked).isEmpty();
  }

  @Test
  void aDictionaryIsFetchedOnceForAll() throws Exception {
    ownerHas(snapshot(3), dictionary);
    RemoteSnapshots snapshots = snapshots(PROMPT);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts =
          IntStream.range(0, 50)
              .mapToObj(n -> threads.submit(() -> snapshots.complete(travelled(snapshot(3)))))
              .toList();
      for (var attempt : attempts) {
        assertThat(attempt.get()).isEqualTo(new RemoteSnapshots.Completed.Here(snapshot(3)));
      }
    }

    assertThat(asked).containsExactly(new DictionaryQuery(token(), dictionary.id()));
  }

  @Test
  void whatIsLookedUpIsUnpackedLikeASnapshot() throws Exception {
    LookupQuery query =
        new LookupQuery(
            token(),
            new GroupVersionKind("apps", "v1", "Deployment"),
            "default",
            "",
            Map.of(),
            Optional.empty());
    List<ObservedObject> packed = snapshot(2).children();
    ownerAnswers(question ->
        question instanceof LookupQuery
            ? decoded(new LookupAnswer(packed, true))
            : new DictionaryAnswer(Buffer.buffer(dictionary.learned())));

    LookupAnswer page = snapshots(PROMPT).look(travelled(snapshot(0)), query);

    assertThat(page).isEqualTo(new LookupAnswer(packed, true));
    assertThat(asked).containsExactly(query, new DictionaryQuery(token(), dictionary.id()));
  }

  @Test
  void anOwnerThatDoesNotAnswerLeavesTheSnapshotMissing() throws InterruptedException {
    bus.answer(new Address(OWNER, Role.WATCHER), question -> Future.future(never -> {}));

    assertThat(snapshots(IMPATIENT).complete(travelled(snapshot(1))))
        .isInstanceOfSatisfying(
            RemoteSnapshots.Completed.Missing.class,
            missing -> assertThat(missing.why()).contains("Timed out"));
  }

  @Test
  void whatFailedIsFetchedAgain() throws InterruptedException {
    RemoteSnapshots snapshots = snapshots(PROMPT);

    assertThat(snapshots.complete(travelled(snapshot(1))))
        .isInstanceOf(RemoteSnapshots.Completed.Missing.class);
    ownerHas(snapshot(1), dictionary);

    assertThat(snapshots.complete(travelled(snapshot(1))))
        .isInstanceOf(RemoteSnapshots.Completed.Here.class);
  }

  @Test
  void anotherDictionaryThanTheOneAskedForIsNotUsed() throws InterruptedException {
    ownerHas(snapshot(1), Dictionary.of("another".getBytes(UTF_8)));

    assertThat(snapshots(PROMPT).complete(travelled(snapshot(1))))
        .isInstanceOfSatisfying(
            RemoteSnapshots.Completed.Missing.class,
            missing -> assertThat(missing.why()).contains("came for " + dictionary.id()));
  }

  @Test
  void aDamagedFrameIsAReason() throws InterruptedException {
    Snapshot damaged =
        new Snapshot(
            Optional.of(object(new PackedFrame(new byte[] {1, 2, 3}, 10, dictionary))),
            List.of(),
            List.of());

    assertThat(snapshots(PROMPT).complete(assign(damaged)))
        .isInstanceOfSatisfying(
            RemoteSnapshots.Completed.Missing.class,
            missing -> assertThat(missing.why()).contains("cannot be unpacked"));
  }

  @Test
  void aLargeSnapshotIsPulledInPieces() throws InterruptedException {
    Snapshot large = withNoise(snapshot(2), 700_000);
    ownerHas(large, dictionary);
    Assign assign = travelled(large);
    assertThat(Snapshots.isElsewhere(assign.snapshot())).isTrue();

    assertThat(completed(PROMPT, assign)).isEqualTo(large);
    assertThat(asked)
        .containsExactly(
            new SnapshotQuery(token(), 0),
            new SnapshotQuery(token(), 1),
            new SnapshotQuery(token(), 2),
            new SnapshotQuery(token(), 3),
            new DictionaryQuery(token(), dictionary.id()));
  }

  @Test
  void whatAnOwnerSaysOfASnapshotThatItCannotGiveIsTheReason() throws InterruptedException {
    bus.answer(new Address(OWNER, Role.WATCHER), question -> Future.failedFuture("above 16 MiB"));

    assertThat(snapshots(PROMPT).complete(travelled(withNoise(snapshot(1), 300_000))))
        .isEqualTo(new RemoteSnapshots.Completed.Missing("above 16 MiB"));
  }

  @Test
  void piecesThatMakeNoSnapshotAreAReason() throws InterruptedException {
    bus.answer(
        new Address(OWNER, Role.WATCHER),
        question -> Future.succeededFuture(new SnapshotChunk(1, Buffer.buffer("noise"))));

    assertThat(snapshots(PROMPT).complete(travelled(withNoise(snapshot(1), 300_000))))
        .isInstanceOfSatisfying(
            RemoteSnapshots.Completed.Missing.class,
            missing -> assertThat(missing.why()).contains("what came is no snapshot"));
  }

  private RemoteSnapshots snapshots(Duration answer) {
    return new RemoteSnapshots(vertx.getOrCreateContext(), bus, answer);
  }

  private Snapshot completed(Duration answer, Assign assign) throws InterruptedException {
    return switch (snapshots(answer).complete(assign)) {
      case RemoteSnapshots.Completed.Here(Snapshot snapshot) -> snapshot;
      case RemoteSnapshots.Completed.Missing(String why) -> fail(why);
    };
  }

  private void ownerHas(Snapshot snapshot, Dictionary learned) {
    Buffer whole = Buffer.buffer(encoded(snapshot));
    ownerAnswers(question ->
        question instanceof SnapshotQuery query
            ? SnapshotChunk.of(whole, query.chunk())
            : new DictionaryAnswer(Buffer.buffer(learned.learned())));
  }

  private void ownerAnswers(UnaryOperator<Object> answers) {
    bus.answer(
        new Address(OWNER, Role.WATCHER),
        question -> {
          asked.add(question);
          return Future.succeededFuture(answers.apply(question));
        });
  }

  /** As it comes out of the frame that an owner sent. */
  private Assign travelled(Snapshot snapshot) {
    return (Assign) decoded(assign(Snapshots.inline(snapshot)));
  }

  private Object decoded(Object message) {
    return switch (format.decode(encoded(message))) {
      case Decoded.Message(Object arrived) -> arrived;
      case Decoded other -> fail(other.toString());
    };
  }

  private byte[] encoded(Object message) {
    return format.encode(message, refused -> fail(refused.toString()));
  }

  private static Token token() {
    return new Token(Partition.whole("memcached"), 3, KEY, 42);
  }

  private static Assign assign(Snapshot snapshot) {
    return new Assign(token(), OWNER, 1, 5_000, 30_000, List.of(), TraceContext.NONE, 0, snapshot);
  }

  private Snapshot snapshot(int children) {
    return new Snapshot(
        Optional.of(object(packed(ALIKE))),
        IntStream.range(0, children).mapToObj(n -> object(packed(ALIKE + n))).toList(),
        List.of());
  }

  private static Snapshot withNoise(Snapshot snapshot, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(7).nextBytes(noise);
    List<ObservedObject> children = new ArrayList<>(snapshot.children());
    children.add(object(Frame.ofJson(noise)));
    return new Snapshot(snapshot.primary(), children, List.of());
  }

  private PackedFrame packed(String json) {
    try (ZstdCompressCtx compressor = new ZstdCompressCtx()) {
      compressor.loadDict(new ZstdDictCompress(dictionary.learned(), 3));
      return new PackedFrame(compressor.compress(json.getBytes(UTF_8)), json.length(), dictionary);
    }
  }

  private static ObservedObject object(Frame frame) {
    return new ObservedObject(
        new GroupVersionResource("apps", "v1", "deployments"),
        new Metadata(
            KEY,
            "uid-1",
            new ResourceVersion("7"),
            1,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of()),
        frame);
  }
}
