package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short hash of what something means: the same in every JVM, whatever the order of its fields,
 * and for whatever {@link Meaning#equal} calls the same. For an annotation of a Pod template that
 * rolls the Pods when their configuration changes, or for a name.
 */
public final class Hash {

  private static final int BYTES = 8;

  private Hash() {}

  /**
   * The hash of one value or of several, in their order: objects of Kubernetes, records, maps,
   * texts. A Secret's content goes into it and cannot be read from it.
   *
   * @return {@value #BYTES} bytes as lower-case hexadecimal digits, fit for a name or a label
   */
  public static String of(Object first, Object... more) {
    JsonNode whole = Canonical.of(Meaning.json(first));
    if (more.length > 0) {
      var list = JsonNodeFactory.instance.arrayNode().add(whole);
      for (Object each : more) {
        list.add(Canonical.of(Meaning.json(each)));
      }
      whole = list;
    }
    try {
      byte[] text = whole.toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
