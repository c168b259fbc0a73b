package dev.fairlead.reconciler.plan;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sdk.Child;
import java.util.List;
import java.util.Optional;

/**
 * How a child is to be treated.
 *
 * @param after those that have to be ready before it is written
 * @param readiness when those that come after it may be written
 * @param update what becomes of it when it is there and differs
 * @param adopted whether it may be taken over from nobody
 */
public record Terms(
    List<ObjectRef> after, Readiness readiness, Child.Update update, boolean adopted) {

  /** As usual. */
  public static final Terms USUAL =
      new Terms(List.of(), _ -> Optional.empty(), Child.Update.APPLY, false);

  public Terms {
    after = List.copyOf(after);
  }

  /** What a child lacks. */
  @FunctionalInterface
  public interface Readiness {

    /** What it lacks: completes "it waits until the child …"; empty if it is ready. */
    Optional<Lack> of(ObservedObject child);
  }

  /**
   * What a child lacks.
   *
   * @param until completes "it waits until the child …", and stays the same while it waits
   * @param now how far it is; may be empty
   */
  public record Lack(String until, String now) {}
}
