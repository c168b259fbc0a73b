package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names of children that are the same at every call, and never longer than the API server takes: a
 * name that would be is cut, and ends in a hash of the whole. Pure.
 */
public final class Names {

  private static final int LABEL_CHARACTERS_MAX = 63;
  private static final int SUBDOMAIN_CHARACTERS_MAX = 253;
  private static final int HASH_CHARACTERS = 8;

  private Names() {}

  /**
   * {@code cache-config} of a primary {@code cache}: a DNS label of at most 63 characters, fit for
   * every kind, a Service too, and for the value of a label.
   */
  public static String of(HasMetadata primary, String... suffixes) {
    return of(primary.getMetadata().getName(), suffixes);
  }

  /** The same of a text that need not be a name yet: what no name may have becomes a dash. */
  public static String of(String start, String... suffixes) {
    return bounded(start, suffixes, "[^a-z0-9-]", LABEL_CHARACTERS_MAX);
  }

  /** A DNS subdomain of at most 253 characters: dots stay, for kinds that take them. */
  public static String subdomain(HasMetadata primary, String... suffixes) {
    return bounded(
        primary.getMetadata().getName(), suffixes, "[^a-z0-9.-]", SUBDOMAIN_CHARACTERS_MAX);
  }

  private static String bounded(
      String start, String[] suffixes, String foreign, int charactersMax) {
    String whole = suffixes.length == 0 ? start : start + "-" + String.join("-", suffixes);
    String name = trimmed(whole.toLowerCase(Locale.ROOT).replaceAll(foreign, "-"));
    if (name.equals(whole) && name.length() <= charactersMax) {
      return name;
    }
    int room = charactersMax - HASH_CHARACTERS - 1;
    String kept = trimmed(name.substring(0, Math.min(room, name.length())));
    return kept.isEmpty() ? "x" + hash(whole) : kept + "-" + hash(whole);
  }

  /** Without dashes and dots at its ends. */
  private static String trimmed(String name) {
    return name.replaceAll("^[-.]+|[-.]+$", "");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_CHARACTERS / 2);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
