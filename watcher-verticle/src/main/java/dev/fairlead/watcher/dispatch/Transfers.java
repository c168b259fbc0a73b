package dev.fairlead.watcher.dispatch;

import dev.fairlead.mesh.frame.Dictionary;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.PackedFrame;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.frame.Snapshots;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.loop.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What workers of other processes were given, as long as their attempts are under way: they may
 * still need a dictionary, or the snapshot itself where it was too large for its assignment. Kept
 * by reference; nothing is copied before it is asked for. Lives on the loop.
 */
public final class Transfers {

  /** A snapshot is encoded once, unless more than these are pulled at the same time. */
  private static final int ENCODED_MAX = 4;

  /** Of objects that were looked up; each kind has one at a time. */
  private static final int SHOWN_MAX = 64;

  private record Key(Partition partition, NamespacedName name) {}

  private record Given(Token token, Snapshot snapshot) {}

  private final EventLoop loop;
  private final WireFormat format;
  private final Map<Key, Given> given = new HashMap<>();
  private final LinkedHashMap<Token, Future<Buffer>> encoded = new LinkedHashMap<>();
  private final LinkedHashMap<String, Dictionary> shown = new LinkedHashMap<>();

  /** Of one watcher. */
  public Transfers(EventLoop loop, WireFormat format) {
    this.loop = loop;
    this.format = format;
  }

  /**
   * What an assignment to another process carries. One that is sent again carries the same, so that
   * all pieces of it are of one moment.
   */
  Snapshot give(Token token, Supplier<Snapshot> now) {
    Given before = given.get(key(token));
    Snapshot snapshot =
        before != null && before.token().equals(token) ? before.snapshot() : now.get();
    given.put(key(token), new Given(token, snapshot));
    return Snapshots.inline(snapshot);
  }

  /** The attempt is over. */
  void over(Token token) {
    if (of(token).isPresent()) {
      forget(token.partition(), token.key());
    }
  }

  /** There will be no more attempts at a key. */
  void forget(Partition partition, NamespacedName key) {
    Given last = given.remove(new Key(partition, key));
    if (last != null) {
      encoded.remove(last.token());
    }
  }

  /** The partition is not owned here any more. */
  void forget(Partition partition) {
    List<Key> all = new ArrayList<>(given.keySet());
    all.removeIf(key -> !key.partition().equals(partition));
    all.forEach(key -> forget(key.partition(), key.name()));
  }

  /** These objects go to a worker beside its snapshot. */
  public void shown(List<ObservedObject> objects) {
    for (ObservedObject object : objects) {
      if (object.frame() instanceof PackedFrame packed) {
        shown.putLast(packed.dictionary().id(), packed.dictionary());
      }
    }
    while (shown.size() > SHOWN_MAX) {
      shown.pollFirstEntry();
    }
  }

  /** The answer to a question about what was given; empty if the question is another one. */
  public Optional<Future<?>> answer(Object question) {
    return switch (question) {
      case DictionaryQuery(Token token, String dictionary) ->
          Optional.of(dictionary(token, dictionary));
      case SnapshotQuery(Token token, int chunk) -> Optional.of(chunk(token, chunk));
      default -> Optional.empty();
    };
  }

  private Future<DictionaryAnswer> dictionary(Token token, String id) {
    Optional<Snapshot> snapshot = of(token);
    return snapshot
        .flatMap(given -> Snapshots.dictionary(given, id))
        .or(() -> Optional.ofNullable(shown.get(id)))
        .map(found -> new DictionaryAnswer(Buffer.buffer(found.learned())))
        .map(Future::succeededFuture)
        .orElseGet(() ->
            snapshot.isPresent()
                ? Future.failedFuture("nothing of " + token + " names " + id)
                : notUnderWay(token));
  }

  private Future<SnapshotChunk> chunk(Token token, int chunk) {
    return of(token)
        .map(snapshot -> encoded(token, snapshot).map(whole -> SnapshotChunk.of(whole, chunk)))
        .orElseGet(() -> notUnderWay(token));
  }

  private Optional<Snapshot> of(Token token) {
    return Optional.ofNullable(given.get(key(token)))
        .filter(last -> last.token().equals(token))
        .map(Given::snapshot);
  }

  private static Key key(Token token) {
    return new Key(token.partition(), token.key());
  }

  private static <T> Future<T> notUnderWay(Token token) {
    return Future.failedFuture(token + " is not under way here");
  }

  private Future<Buffer> encoded(Token token, Snapshot snapshot) {
    Future<Buffer> known = encoded.get(token);
    if (known != null) {
      return known;
    }
    if (encoded.size() >= ENCODED_MAX) {
      encoded.pollFirstEntry();
    }
    Promise<Buffer> promise = Promise.promise();
    loop.virtual("encode " + token, () -> encode(token, snapshot, promise));
    encoded.put(token, promise.future());
    return promise.future();
  }

  private void encode(Token token, Snapshot snapshot, Promise<Buffer> promise) {
    List<Refused> problems = new ArrayList<>();
    byte[] whole = format.encode(snapshot, problems::add);
    if (problems.isEmpty()) {
      promise.complete(Buffer.buffer(whole));
    } else {
      promise.fail(
          "the objects that %s needs cannot travel (%s): let its controller own fewer objects, or narrow what it reads by a label selector"
              .formatted(token.key(), problems.getFirst().detail()));
    }
  }
}
