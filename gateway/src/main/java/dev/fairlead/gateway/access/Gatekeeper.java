package dev.fairlead.gateway.access;

import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.access.Caller;
import dev.fairlead.protocol.access.Reviews;
import dev.fairlead.protocol.access.Reviews.Authentication;
import dev.fairlead.protocol.access.Reviews.Authorization;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for reviews on virtual threads, and remembers what was said, good or bad, for ten seconds:
 * so long may a token that was withdrawn still be taken, and a permission that was given be
 * missing. Futures never fail. Lives on the gateway's context.
 */
public final class Gatekeeper {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
  private static final Duration KEEP = Duration.ofSeconds(10);
  private static final int TOKENS_MAX = 4_096;
  private static final int ACCESSES_MAX = 16_384;

  /** So many reviews are under way at once; the API server has its own limits. */
  private static final int REVIEWS_MAX = 64;

  private static final String BUSY =
      "too many reviews are under way at the API server; try again in a second";

  private record Wish(Caller caller, Access access) {}

  private interface Review<T> {
    T make() throws InterruptedException;
  }

  private final Context context;
  private final Reviews reviews;
  private final ShortMemory<String, Authentication> tokens;
  private final ShortMemory<Wish, Authorization> accesses;
  private int underWay;

  /** One that remembers nothing; made on the context where it lives. */
  public Gatekeeper(Vertx vertx, Reviews reviews) {
    this.context = vertx.getOrCreateContext();
    this.reviews = reviews;
    this.tokens =
        new ShortMemory<>(
            TOKENS_MAX,
            KEEP,
            Gatekeeper::nowMillis,
            said -> !(said instanceof Authentication.Unavailable));
    this.accesses =
        new ShortMemory<>(
            ACCESSES_MAX,
            KEEP,
            Gatekeeper::nowMillis,
            said -> !(said instanceof Authorization.Unavailable));
  }

  /** Who has this token. */
  public Future<Authentication> who(String token) {
    return tokens.get(
        digest(token),
        () -> ask(() -> reviews.authenticate(token), Authentication.Unavailable::new));
  }

  /** Whether somebody may do something. */
  public Future<Authorization> may(Caller caller, Access access) {
    return accesses.get(
        new Wish(caller, access),
        () -> ask(() -> reviews.authorize(caller, access), Authorization.Unavailable::new));
  }

  private <T> Future<T> ask(Review<T> review, Function<String, T> unavailable) {
    if (underWay >= REVIEWS_MAX) {
      return Future.succeededFuture(unavailable.apply(BUSY));
    }
    underWay++;
    Promise<T> promise = Promise.promise();
    Thread.ofVirtual()
        .name("fairlead-review")
        .start(() -> {
          T answer = made(review, unavailable);
          context.runOnContext(_ -> {
            underWay--;
            promise.complete(answer);
          });
        });
    return promise.future();
  }

  private static <T> T made(Review<T> review, Function<String, T> unavailable) {
    try {
      return review.make();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return unavailable.apply("the gateway stops");
    } catch (RuntimeException bug) {
      LOG.error("A review failed unexpectedly", bug);
      return unavailable.apply("a review failed; the gateway's log has the cause");
    }
  }

  /** Tokens themselves are not kept. */
  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
