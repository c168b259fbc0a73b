package dev.fairlead.mesh.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
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
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TravellingFramesTest {

  private static final String ALIKE =
      "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"replicas\":3}}".repeat(8);
  private static final NamespacedName KEY = new NamespacedName("default", "cache");
  private static final Token TOKEN = new Token(Partition.whole("memcached"), 3, KEY, 42);

  private final Dictionary dictionary = Dictionary.of(ALIKE.getBytes(UTF_8));
  private final WireFormat format = new WireFormat("fairlead", Vocabulary.schema());

  @Test
  void aDictionaryIsNamedByItsContent() {
    assertThat(dictionary.id())
        .hasSize(24)
        .isEqualTo(Dictionary.of(ALIKE.getBytes(UTF_8)).id())
        .isNotEqualTo(Dictionary.of(ALIKE.substring(1).getBytes(UTF_8)).id());
  }

  @Test
  void aPackedFrameTravelsAsItIsKeptAndIsReadWithItsDictionary() {
    PackedFrame packed = packed(ALIKE + "!");

    Frame arrived = travelled(new Snapshot(Optional.of(object(packed)), List.of(), List.of()));

    assertThat(arrived)
        .isInstanceOfSatisfying(
            RemoteFrame.class,
            remote -> {
              assertThat(remote.packed()).isEqualTo(packed.remote().packed());
              assertThat(remote.dictionary()).isEqualTo(dictionary.id());
              assertThat(remote.with(dictionary)).isEqualTo(packed);
              assertThatThrownBy(remote::json).hasMessageContaining("has to be fetched first");
            });
  }

  @Test
  void framesAreToldApartWithoutUnpackingThem() {
    RemoteFrame unreadable = packed(ALIKE).remote();

    assertThat(unreadable.hashCode()).isEqualTo(packed(ALIKE).hashCode());
  }

  @Test
  void aFrameIsNotReadWithAnotherDictionary() {
    RemoteFrame remote = packed(ALIKE).remote();

    assertThatThrownBy(() -> remote.with(Dictionary.of("another one".getBytes(UTF_8))))
        .hasMessageContaining("is not the dictionary");
  }

  @Test
  void aFrameThatClaimsToBeHugeIsNotBelieved() {
    assertThatThrownBy(() -> new RemoteFrame("id", 1 << 30, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSnapshotThatFitsIsInline() {
    Snapshot snapshot = snapshot(100, 100);

    assertThat(Snapshots.inline(snapshot)).isSameAs(snapshot);
    assertThat(Snapshots.isElsewhere(snapshot)).isFalse();
  }

  @Test
  void aSnapshotThatDoesNotFitStaysWithItsOwner() {
    Snapshot inline = Snapshots.inline(snapshot(1, 300_000));

    assertThat(Snapshots.isElsewhere(inline)).isTrue();
    assertThat(Snapshots.objects(inline)).hasSize(1);
    assertThat(travelled(inline)).isSameAs(ElsewhereFrame.INSTANCE);
  }

  /** Whatever fills it: its estimate is never below what its frame then takes. */
  @Test
  void whatIsInlineFitsIntoAnAssignment() {
    for (int objects = 1; objects < 700; objects += 7) {
      Snapshot inline = Snapshots.inline(snapshot(objects, 190_000 / objects));

      travelled(inline);
    }
  }

  @Test
  void chunksMakeTheWhole() {
    Buffer whole = Buffer.buffer(new byte[SnapshotChunk.BYTES]).appendString("and a little more");

    SnapshotChunk first = SnapshotChunk.of(whole, 0);
    SnapshotChunk second = SnapshotChunk.of(whole, 1);

    assertThat(List.of(first.chunks(), second.chunks())).containsOnly(2);
    assertThat(first.bytes().copy().appendBuffer(second.bytes())).isEqualTo(whole);
    assertThatThrownBy(() -> SnapshotChunk.of(whole, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> SnapshotChunk.of(whole, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(format.encode(first, refused -> fail(refused.toString())))
        .hasSizeGreaterThan(SnapshotChunk.BYTES);
  }

  private Frame travelled(Snapshot snapshot) {
    Assign assign =
        new Assign(
            TOKEN,
            new Incarnation("watcher-0"),
            1,
            5_000,
            30_000,
            List.of(),
            TraceContext.NONE,
            0,
            snapshot);
    byte[] frame = format.encode(assign, refused -> fail(refused.toString()));
    return switch (format.decode(frame)) {
      case Decoded.Message(Assign arrived) -> arrived.snapshot().primary().orElseThrow().frame();
      case Decoded other -> fail(other.toString());
    };
  }

  private PackedFrame packed(String json) {
    try (ZstdCompressCtx compressor = new ZstdCompressCtx()) {
      compressor.loadDict(new ZstdDictCompress(dictionary.learned(), 3));
      return new PackedFrame(compressor.compress(json.getBytes(UTF_8)), json.length(), dictionary);
    }
  }

  private static Snapshot snapshot(int objects, int frameBytes) {
    List<ObservedObject> children =
        IntStream.range(0, objects)
            .mapToObj(number -> object(Frame.ofJson(new byte[frameBytes])))
            .toList();
    return new Snapshot(Optional.of(object(Frame.EMPTY)), children, List.of());
  }

  private static ObservedObject object(Frame frame) {
    return new ObservedObject(
        new GroupVersionResource("cache.fairlead.dev", "v1alpha1", "memcacheds"),
        new Metadata(
            KEY,
            "5d9b2a10-0000-4000-8000-00000000c0de",
            new ResourceVersion("123456789"),
            1,
            false,
            Map.of("app.kubernetes.io/name", "größer"),
            Map.of(),
            List.of(
                new OwnerReference(
                    new GroupVersionKind("cache.fairlead.dev", "v1alpha1", "Memcached"),
                    "cache",
                    "5d9b2a10-0000-4000-8000-00000000c0de",
                    true)),
            Map.of("spec.tlsSecretName", "tls")),
        frame);
  }
}
