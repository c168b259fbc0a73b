package dev.fairlead.watcher.informer;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.memory.FramePacker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Says in the reflector's words what one stream shows. Used by the one thread that runs it. */
final class StreamInputs {

  private static final Duration BUSY = Duration.ofSeconds(1);

  private final long stream;
  private final FramePacker packer;
  private final Intake intake;
  private boolean listing;

  /**
   * For one stream.
   *
   * @param intake what is kept of each object
   * @param listing whether it begins with the whole collection
   */
  StreamInputs(long stream, Intake intake, FramePacker packer, boolean listing) {
    this.stream = stream;
    this.intake = intake;
    this.packer = packer;
    this.listing = listing;
  }

  ReflectorInput of(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Added(ObservedObject object) ->
          taken(
              object,
              kept ->
                  listing
                      ? new ReflectorInput.Listed(stream, kept)
                      : new ReflectorInput.Changed(stream, Change.ADDED, kept));
      case StreamEvent.Modified(ObservedObject object) ->
          taken(object, kept -> new ReflectorInput.Changed(stream, Change.MODIFIED, kept));
      case StreamEvent.Deleted(ObservedObject object) ->
          new ReflectorInput.Changed(stream, Change.DELETED, last(object));
      case StreamEvent.Synced(ResourceVersion version) -> {
        listing = false;
        yield new ReflectorInput.ListCompleted(stream, version);
      }
      case StreamEvent.Bookmark(ResourceVersion version) ->
          new ReflectorInput.Bookmarked(stream, version);
      case StreamEvent.Undecodable(Optional<NamespacedName> name, String problem) ->
          new ReflectorInput.Undecodable(stream, name, problem);
    };
  }

  private ReflectorInput taken(
      ObservedObject object, Function<ObservedObject, ReflectorInput> input) {
    try {
      return input.apply(packer.pack(intake.take(object)));
    } catch (Intake.FailedException failed) {
      return new ReflectorInput.Undecodable(
          stream, Optional.of(object.name()), String.valueOf(failed.getMessage()));
    }
  }

  /** What is gone is gone, whatever code makes of its last state. */
  private ObservedObject last(ObservedObject object) {
    try {
      return intake.take(object);
    } catch (Intake.FailedException failed) {
      return object;
    }
  }

  /** A server says so of a list that is to be newer than all that it has. */
  private static boolean isAhead(ApiFailure failure) {
    return failure.causes().stream()
        .anyMatch(cause -> cause.reason().equals("ResourceVersionTooLarge"));
  }

  /** How a stream ended; a stream that was cancelled here has nothing to say. */
  static End end(StreamEnd end) {
    return switch (end) {
      case StreamEnd.Completed() -> new End.Closed();
      case StreamEnd.Cancelled() -> new End.Closed();
      case StreamEnd.Expired(_) -> new End.Expired();
      case StreamEnd.Silent(_) -> new End.Silent();
      case StreamEnd.Broken(String message) -> new End.Broken(message);
      case StreamEnd.NotServed(var resource) ->
          new End.Refused(404, resource.qualified() + " is not served");
      case StreamEnd.Forbidden(_, _, _, String message) -> new End.Refused(403, message);
      case StreamEnd.Refused(ApiFailure failure) ->
          isAhead(failure)
              ? new End.Ahead()
              : failure.code() == 429 || failure.retryAfter().isPresent()
                  ? new End.Throttled(failure.retryAfter().orElse(BUSY).toMillis())
                  : failure.code() >= 500
                      ? new End.Broken(failure.message())
                      : new End.Refused(failure.code(), failure.message());
    };
  }
}
