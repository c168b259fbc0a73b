package dev.fairlead.sandbox.contract;

import java.util.List;

/**
 * One call and its answer, as they went over the wire.
 *
 * @param step what the scenario calls it; empty where a client made the call by itself
 */
public record Exchange(String step, Request request, Response response) {

  /**
   * @param query as sent, without the question mark; empty for none
   * @param contentType empty for none
   * @param accept empty for none
   */
  public record Request(
      String method, String path, String query, String contentType, String accept, String body) {

    /** Whether the answer is a stream of events. */
    public boolean isWatch() {
      return List.of(query.split("&", -1)).stream()
          .anyMatch(it -> it.equals("watch=1") || it.equals("watch=true"));
    }

    /** The line that tells it apart. */
    String line() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
  }

  /**
   * @param warnings the {@code Warning} headers
   * @param body what came until the answer, or the listening, ended
   */
  public record Response(int status, String contentType, List<String> warnings, String body) {}
}
