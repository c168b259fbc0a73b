package dev.fairlead.sandbox.fault;

import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.rest.Interference;
import dev.fairlead.sandbox.rest.RequestInfo;
import dev.fairlead.sandbox.store.watch.Interception;
import dev.fairlead.sandbox.time.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Does to requests what the faults want. Its own path, {@code /debug}, is spared. Thread-safe. */
public final class FaultInterference implements Interference {

  private final Faults faults;
  private final MovableClock clock;

  public FaultInterference(Faults faults, MovableClock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public Verdict before(RequestInfo request, User user, String userAgent)
      throws InterruptedException {
    Target target = target(request, user, userAgent);
    if (request.path().startsWith(DebugFaults.PATH)) {
      return Verdict.PROCEED;
    }
    Verdict verdict = Verdict.PROCEED;
    for (Faults.Active it : faults.meeting(target)) {
      verdict = act(it, request, verdict);
      if (!(verdict instanceof Verdict.Proceed)) {
        return verdict;
      }
    }
    return verdict;
  }

  private Verdict act(Faults.Active it, RequestInfo request, Verdict before)
      throws InterruptedException {
    return switch (it.fault().effect()) {
      case Effect.Latency latency -> {
        sleep(between(latency, faults.chance(it)));
        yield before;
      }
      case Effect.Refusal error -> new Verdict.Refuse(status(error, it.id()));
      case Effect.TooManyRequests tooMany -> new Verdict.Refuse(tooMany(tooMany));
      case Effect.Expired _ -> new Verdict.Refuse(expired(request));
      case Effect.Conflict _ -> new Verdict.Refuse(conflict(request));
      case Effect.LateAnswer late ->
          new Verdict.ServeLate(
              late.delay().isZero() ? Optional.empty() : Optional.of(late.delay()));
      case Effect.Partition _ -> new Verdict.Drop();
      case Effect.OldState _ -> new Verdict.Proceed(OptionalLong.of(it.revision()));
      case Effect.OnWatch _ -> before;
    };
  }

  /** By a clock that a test can move. */
  @Override
  public void sleep(Duration length) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    MovableClock.Task alarm = clock.after(length, over::countDown);
    try {
      over.await();
    } finally {
      alarm.cancel();
    }
  }

  private static Duration between(Effect.Latency latency, double chance) {
    long width = latency.max().minus(latency.min()).toNanos();
    return latency.min().plusNanos((long) (chance * width));
  }

  @Override
  public Interception watch(RequestInfo request, User user, String userAgent) {
    return new WatchFaults(faults, target(request, user, userAgent), clock);
  }

  private static Target target(RequestInfo request, User user, String userAgent) {
    return new Target(
        request.verb(),
        request.resourceRequest() ? request.collection() : "",
        request.namespace(),
        request.name(),
        user.name(),
        userAgent);
  }

  private static Status status(Effect.Refusal error, int id) {
    String reason = error.reason().isEmpty() ? reason(error.code()) : error.reason();
    String message = error.message().isEmpty() ? "fault " + id + " was planted" : error.message();
    return Status.of(error.code(), reason, message);
  }

  private static String reason(int code) {
    return switch (code) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 409 -> "Conflict";
      case 410 -> "Expired";
      case 422 -> "Invalid";
      case 429 -> "TooManyRequests";
      case 500 -> "InternalError";
      case 503 -> "ServiceUnavailable";
      case 504 -> "Timeout";
      default -> "";
    };
  }

  private static Status tooMany(Effect.TooManyRequests effect) {
    return new Status(
        429,
        "TooManyRequests",
        "Too many requests, please try again later.",
        Optional.of(
            new Status.Details(
                "", "", "", "", List.of(), OptionalInt.of((int) effect.retryAfter().toSeconds()))));
  }

  private static Status expired(RequestInfo request) {
    String what = request.query().has("continue") ? "continue parameter" : "resourceVersion";
    return Status.of(
        410,
        "Expired",
        "The provided " + what + " is too old to display a consistent list result.");
  }

  private static Status conflict(RequestInfo request) {
    return Status.conflict(
        request.group(),
        request.resource(),
        request.name(),
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }
}
