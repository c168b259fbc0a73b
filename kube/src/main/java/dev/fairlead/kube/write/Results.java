package dev.fairlead.kube.write;

import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.stream.ObjectDecoder;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.Optional;

/** Turns answers into results. Pure. */
final class Results {

  private Results() {}

  static WriteResult written(String verb, ObjectRef ref, String subresource, Answer answer) {
    return switch (answer) {
      case Answer.Success(int code, Frame body) ->
          ObjectDecoder.decode(ref.resource(), body)
              .<WriteResult>map(object -> new WriteResult.Written(object, code == 201))
              .orElseGet(() -> new WriteResult.Unanswered("the answer is no object"));
      case Answer.Refusal(ApiFailure failure) -> refused(verb, ref, subresource, failure);
      case Answer.Unreachable(String cause) -> new WriteResult.Unreachable(cause);
      case Answer.Unanswered(String cause) -> new WriteResult.Unanswered(cause);
    };
  }

  static WriteResult deleted(ObjectRef ref, Answer answer) {
    if (answer instanceof Answer.Success(int _, Frame body)) {
      Optional<ObservedObject> remaining =
          ObjectDecoder.decode(ref.resource(), body).filter(object -> object.metadata().deleting());
      return new WriteResult.Deleted(remaining);
    }
    return written("delete", ref, "", answer);
  }

  static ReadResult read(ObjectRef ref, Answer answer) {
    return switch (answer) {
      case Answer.Success(int _, Frame body) ->
          ObjectDecoder.decode(ref.resource(), body)
              .<ReadResult>map(ReadResult.Found::new)
              .orElseGet(() -> new ReadResult.Unknown("the answer is no object"));
      case Answer.Refusal(ApiFailure failure) ->
          switch (failure.code()) {
            case 404 -> new ReadResult.Absent();
            case 403 ->
                new ReadResult.Forbidden(ref.resource(), ref.name().namespace(), failure.message());
            default -> new ReadResult.Unknown(failure.code() + " " + failure.message());
          };
      case Answer.Unreachable(String cause) -> new ReadResult.Unknown(cause);
      case Answer.Unanswered(String cause) -> new ReadResult.Unknown(cause);
    };
  }

  private static WriteResult refused(
      String verb, ObjectRef ref, String subresource, ApiFailure failure) {
    return switch (failure.code()) {
      case 403 ->
          new WriteResult.Forbidden(
              verb, ref.resource(), subresource, ref.name().namespace(), failure.message());
      case 404 -> new WriteResult.NotFound(failure.message());
      case 409 ->
          failure.reason().equals("AlreadyExists")
              ? new WriteResult.AlreadyExists(failure.message())
              : new WriteResult.Conflict(failure.message());
      case 422 ->
          anotherUid(failure)
              ? new WriteResult.Conflict(failure.message())
              : new WriteResult.Invalid(failure.message(), failure.causes());
      case 429 -> new WriteResult.Throttled(failure.retryAfter(), failure.message());
      default ->
          undeclaredField(failure)
              ? new WriteResult.Invalid(failure.message(), failure.causes())
              : failure.code() >= 500 && !webhookFailed(failure)
                  ? new WriteResult.Unanswered(failure.code() + " " + failure.message())
                  : new WriteResult.Failed(failure.code(), failure.message());
    };
  }

  /**
   * An apply with the uid of an object that was replaced is answered as an invalid change of it.
   */
  private static boolean anotherUid(ApiFailure failure) {
    return failure.causes().stream().anyMatch(cause -> cause.field().equals("metadata.uid"));
  }

  /** An apply with a field that the schema does not have is answered 500, before the store. */
  private static boolean undeclaredField(ApiFailure failure) {
    return failure.message().contains("failed to create typed patch object");
  }

  /** Admission comes before the store: nothing was written. */
  private static boolean webhookFailed(ApiFailure failure) {
    return failure.message().contains("failed calling webhook");
  }
}
