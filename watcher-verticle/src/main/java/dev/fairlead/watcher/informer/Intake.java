package dev.fairlead.watcher.informer;

import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.Optional;

/**
 * What a collection keeps of each object as it comes in. Used by the threads of the streams.
 *
 * @param derivation what code of an operator derives from it
 * @param keepsFrames whether more is kept than what the watcher itself knows of an object: of
 *     Secrets nothing is
 */
public record Intake(Optional<Derivation> derivation, boolean keepsFrames) {

  /** Everything, and nothing more. */
  public static final Intake WHOLE = new Intake(Optional.empty(), true);

  /** Derives something of an object. Thread-safe; its identity is that of what it derives. */
  public interface Derivation {

    /**
     * The object with what was derived among its fields.
     *
     * @throws FailedException if the code does not take the object
     */
    ObservedObject of(ObservedObject object) throws FailedException;
  }

  /** Code of an operator failed on an object; the message is one line. */
  public static final class FailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public FailedException(String message) {
      super(message);
    }
  }

  ObservedObject take(ObservedObject object) throws FailedException {
    ObservedObject taken = derivation.isPresent() ? derivation.get().of(object) : object;
    return keepsFrames
        ? taken
        : new ObservedObject(taken.resource(), taken.metadata(), Frame.EMPTY);
  }
}
