package dev.fairlead.kube.http;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Follows the calls of a connection, typed ones included: it gives each its headers, such as {@code
 * traceparent}, and hears of its end.
 */
@FunctionalInterface
public interface CallTracer {

  /** Follows nothing. */
  CallTracer NONE = headers(Map::of);

  /**
   * A call is about to be made. Asked on the thread that makes it, so scoped values and thread
   * locals of the caller are in reach; must not throw.
   */
  Traced begins(String method, URI uri);

  /** A call that is followed. */
  interface Traced {

    /** The headers to add to it. */
    Map<String, String> headers();

    /**
     * The head of its answer is there, or none will come. Called at most once, on a thread of the
     * HTTP client: must return at once and must not throw.
     *
     * @param code the HTTP status; 0 where no answer came
     */
    default void ends(int code) {}
  }

  /** Adds headers, and follows nothing. */
  static CallTracer headers(Supplier<Map<String, String>> headers) {
    return (method, uri) -> headers::get;
  }
}
