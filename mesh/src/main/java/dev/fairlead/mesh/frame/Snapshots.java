package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What is done to snapshots that travel. */
public final class Snapshots {

  /** Leaves a quarter of an assignment's 256 KiB for reasons, baggage, and estimating too low. */
  private static final int INLINE_BYTES_MAX = 192 << 10;

  /** Names of fields, uid, versions. */
  private static final int OBJECT_BYTES = 400;

  private static final int OWNER_BYTES = 100;

  /** UTF-8 of a char, and the length before the text. */
  private static final int CHAR_BYTES = 3;

  private Snapshots() {}

  /**
   * What an assignment to another process carries: the snapshot, or if that is too large only who
   * the primary is, with an {@link ElsewhereFrame}. Who finds the primary gone needs nothing else.
   */
  public static Snapshot inline(Snapshot snapshot) {
    if (estimateBytes(snapshot) <= INLINE_BYTES_MAX) {
      return snapshot;
    }
    return new Snapshot(
        snapshot.primary().map(primary -> withFrame(primary, ElsewhereFrame.INSTANCE)),
        List.of(),
        List.of());
  }

  /** Whether the snapshot is still with its owner. */
  public static boolean isElsewhere(Snapshot snapshot) {
    return snapshot.primary().filter(it -> it.frame() instanceof ElsewhereFrame).isPresent();
  }

  /** All its objects. */
  public static Stream<ObservedObject> objects(Snapshot snapshot) {
    return Stream.of(
            snapshot.primary().stream(), snapshot.children().stream(), snapshot.reads().stream())
        .flatMap(objects -> objects);
  }

  /** The snapshot with other frames. */
  public static Snapshot map(Snapshot snapshot, UnaryOperator<Frame> frames) {
    UnaryOperator<ObservedObject> one = object -> withFrame(object, frames.apply(object.frame()));
    return new Snapshot(
        snapshot.primary().map(one),
        snapshot.children().stream().map(one).toList(),
        snapshot.reads().stream().map(one).toList());
  }

  /** The dictionary of this name that one of its frames was packed with. */
  public static Optional<Dictionary> dictionary(Snapshot snapshot, String id) {
    return objects(snapshot)
        .map(ObservedObject::frame)
        .flatMap(frame ->
            frame instanceof PackedFrame packed ? Stream.of(packed.dictionary()) : Stream.empty())
        .filter(dictionary -> dictionary.id().equals(id))
        .findFirst();
  }

  private static ObservedObject withFrame(ObservedObject object, Frame frame) {
    return new ObservedObject(object.resource(), object.metadata(), frame);
  }

  /** How many bytes it takes in a frame, rather too many than too few. */
  private static long estimateBytes(Snapshot snapshot) {
    return objects(snapshot).mapToLong(Snapshots::estimateBytes).sum();
  }

  private static long estimateBytes(ObservedObject object) {
    Metadata metadata = object.metadata();
    return OBJECT_BYTES
        + object.frame().storedBytes()
        + CHAR_BYTES * (metadata.name().namespace().length() + metadata.name().name().length())
        + estimateBytes(metadata.labels())
        + estimateBytes(metadata.annotations())
        + estimateBytes(metadata.fields())
        + metadata.owners().stream()
            .mapToLong(owner -> OWNER_BYTES + CHAR_BYTES * owner.name().length())
            .sum();
  }

  private static long estimateBytes(Map<String, String> texts) {
    long bytes = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      bytes += CHAR_BYTES * (2L + text.getKey().length() + text.getValue().length());
    }
    return bytes;
  }
}
