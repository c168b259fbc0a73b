package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.frame.DamagedFrameException;
import dev.fairlead.mesh.frame.Dictionary;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.RemoteFrame;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.frame.Snapshots;
import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.protocol.query.SelectQuery;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Completes the snapshots that came from other processes: pulls what was too large for its
 * assignment, and fetches the dictionaries of packed frames, each once. What came by reference is
 * complete, and only unpacked. Thread-safe; blocks.
 */
public final class RemoteSnapshots {

  /** Some 16 KB each, and as much again outside the heap; a watcher has one for each kind. */
  private static final int DICTIONARIES_MAX = 64;

  /** What an attempt sees, or why it cannot. */
  sealed interface Completed {

    /** All of it is here. */
    record Here(Snapshot snapshot) implements Completed {}

    /** Something of it could not be had. */
    record Missing(String why) implements Completed {}
  }

  private final Questions questions;
  private final LinkedHashMap<String, CompletableFuture<Dictionary>> dictionaries =
      new LinkedHashMap<>();

  /**
   * Of one process.
   *
   * @param context where the bus is spoken to
   * @param answer how long each answer is waited for
   */
  public RemoteSnapshots(Context context, MeshBus bus, Duration answer) {
    this.questions = new Questions(context, bus, answer);
  }

  /** What the attempt sees, with all JSON at hand: an attempt reads most of it more than once. */
  Completed complete(Assign assign) throws InterruptedException {
    try {
      Snapshot snapshot =
          Snapshots.isElsewhere(assign.snapshot()) ? pull(assign) : assign.snapshot();
      return new Completed.Here(unpackable(snapshot, assign).unpacked());
    } catch (ExecutionException unanswered) {
      return new Completed.Missing(Questions.explain(unanswered));
    } catch (DamagedFrameException damaged) {
      return new Completed.Missing(String.valueOf(damaged.getMessage()));
    }
  }

  /**
   * A page of what the owner's cache has, with all JSON at hand.
   *
   * @param query a {@link LookupQuery} or a {@link SelectQuery}
   */
  LookupAnswer look(Assign assign, Object query) throws InterruptedException, ExecutionException {
    LookupAnswer page = questions.ask(owner(assign), query, LookupAnswer.class);
    Snapshot found = new Snapshot(Optional.empty(), page.objects(), List.of());
    return new LookupAnswer(unpackable(found, assign).unpacked().children(), page.more());
  }

  private Snapshot pull(Assign assign) throws InterruptedException, ExecutionException {
    SnapshotChunk first = chunk(assign, 0);
    Buffer whole = first.bytes().copy();
    for (int number = 1; number < first.chunks(); number++) {
      whole.appendBuffer(chunk(assign, number).bytes());
    }
    return switch (questions.bus().format().decode(whole.getBytes())) {
      case Decoded.Message(Snapshot snapshot) -> snapshot;
      case Decoded.Message other -> throw unreadable(other.value().getClass().getSimpleName());
      case Refused refused -> throw unreadable(refused.detail());
    };
  }

  private static ExecutionException unreadable(String detail) {
    return new ExecutionException(new IllegalStateException("what came is no snapshot: " + detail));
  }

  private SnapshotChunk chunk(Assign assign, int number)
      throws InterruptedException, ExecutionException {
    return questions.ask(
        owner(assign), new SnapshotQuery(assign.token(), number), SnapshotChunk.class);
  }

  private static Address owner(Assign assign) {
    return new Address(assign.owner(), Role.WATCHER);
  }

  private Snapshot unpackable(Snapshot snapshot, Assign assign)
      throws InterruptedException, ExecutionException {
    Set<String> names =
        Snapshots.objects(snapshot)
            .filter(object -> object.frame() instanceof RemoteFrame)
            .map(object -> ((RemoteFrame) object.frame()).dictionary())
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return snapshot;
    }
    Map<String, Dictionary> known = new HashMap<>();
    for (String name : names) {
      known.put(name, dictionary(name, assign));
    }
    return Snapshots.map(
        snapshot,
        frame ->
            frame instanceof RemoteFrame remote
                ? remote.with(Objects.requireNonNull(known.get(remote.dictionary())))
                : frame);
  }

  private Dictionary dictionary(String name, Assign assign)
      throws InterruptedException, ExecutionException {
    return known(name, assign).get();
  }

  /** Whoever needs it first fetches it for all; what fails is fetched again by the next. */
  private synchronized CompletableFuture<Dictionary> known(String name, Assign assign) {
    CompletableFuture<Dictionary> known = dictionaries.get(name);
    if (known == null || known.isCompletedExceptionally()) {
      known =
          questions
              .send(
                  owner(assign), new DictionaryQuery(assign.token(), name), DictionaryAnswer.class)
              .thenApplyAsync(answer -> named(name, answer), Thread::startVirtualThread);
    }
    dictionaries.putLast(name, known);
    if (dictionaries.size() > DICTIONARIES_MAX) {
      dictionaries.pollFirstEntry();
    }
    return known;
  }

  private static Dictionary named(String name, DictionaryAnswer answer) {
    Dictionary dictionary = Dictionary.of(answer.learned().getBytes());
    if (!dictionary.id().equals(name)) {
      throw new IllegalStateException("the dictionary " + dictionary + " came for " + name);
    }
    return dictionary;
  }
}
