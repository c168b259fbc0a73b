package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The API server's answer to a write of {@link Writes}. */
public sealed interface WriteResult<T extends HasMetadata> {

  /** It is written; the object as it is now, or for a delete as it last was. */
  record Done<T extends HasMetadata>(T object) implements WriteResult<T> {}

  /** The object exists already, or is not any more in the state that the write was based on. */
  record Conflict<T extends HasMetadata>(String message) implements WriteResult<T> {}

  /**
   * The API server does not want it.
   *
   * @param code the HTTP status
   * @param reason the reason of the server's Status, such as {@code Forbidden}
   */
  record Refused<T extends HasMetadata>(int code, String reason, String message)
      implements WriteResult<T> {}

  /** No answer: it may be written or not. */
  record Lost<T extends HasMetadata>(String message) implements WriteResult<T> {}

  /**
   * The object that was written.
   *
   * @throws IllegalStateException if it was not; let through, the attempt counts as failed
   */
  default T orThrow() {
    return switch (this) {
      case Done<T>(T object) -> object;
      case Conflict<T>(String message) -> throw new IllegalStateException("Conflict: " + message);
      case Refused<T>(int code, String reason, String message) ->
          throw new IllegalStateException("%d %s: %s".formatted(code, reason, message));
      case Lost<T>(String message) -> throw new IllegalStateException("No answer: " + message);
    };
  }
}
