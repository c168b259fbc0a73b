package dev.fairlead.sandbox.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * Documents about the API itself: discovery below {@code /api} and {@code /apis}, and {@code
 * /openapi}. Thread-safe.
 */
@FunctionalInterface
public interface Documents {

  /** Has none. */
  Documents NONE = (_, _, _) -> Optional.empty();

  /**
   * @param path decoded, such as {@code /apis/apps/v1}
   * @param query the text behind the question mark, such as {@code hash=…}; empty for none
   * @param accept the header; empty for none
   * @return empty if there is no such document
   */
  Optional<Document> find(String path, String query, String accept);

  /**
   * @param code 200, or a redirection
   * @param headers beyond the content type, such as {@code ETag}
   */
  record Document(int code, String contentType, Buffer body, Map<String, String> headers) {}
}
