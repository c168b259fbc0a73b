package dev.fairlead.kube.http;

import java.time.Duration;

/**
 * One call to make.
 *
 * @param method the HTTP method
 * @param path the path and query, as {@link ResourcePath} builds it
 * @param accept the media type of the answer
 * @param contentType the media type of the body; empty for no body
 * @param body the body
 * @param timeout how long to wait for the answer
 */
public record ApiRequest(
    String method, String path, String accept, String contentType, String body, Duration timeout) {

  /** The media type of plain JSON. */
  public static final String JSON = "application/json";

  /** A GET for JSON. */
  public static ApiRequest get(String path, Duration timeout) {
    return get(path, JSON, timeout);
  }

  /** A GET for a media type. */
  public static ApiRequest get(String path, String accept, Duration timeout) {
    return new ApiRequest("GET", path, accept, "", "", timeout);
  }

  /** A call with a body. */
  public static ApiRequest with(
      String method, String path, String contentType, String body, Duration timeout) {
    return new ApiRequest(method, path, JSON, contentType, body, timeout);
  }
}
