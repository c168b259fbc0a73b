package dev.fairlead.sandbox.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
  record Document(int code, String contentType, Buffer body, Map<String, String> headers) {

    /**
     * The document, or only that the client's copy of it is good.
     *
     * @param ifNoneMatch the header, in which stand the tags of what the client has; empty for none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, 13.1.2</a>
     */
    Document unlessKnown(String ifNoneMatch) {
      String tag = headers.getOrDefault("ETag", "");
      boolean known =
          Stream.of(ifNoneMatch.split(",", -1))
              .map(it -> it.strip().replaceFirst("^W/", ""))
              .anyMatch(it -> it.equals(tag) || it.equals("*"));
      return code == 200 && !tag.isEmpty() && known
          ? new Document(304, "", Buffer.buffer(), headers)
          : this;
    }
  }

  /** A short name for a content, as kube-apiserver makes it: for an {@code ETag}, or an address. */
  static String hash(byte[] content) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-512").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
  }
}
