package dev.fairlead.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an image stands on: a C library that the JVM runs with, and nothing that changes. */
sealed interface Base permits Base.Registered, Libc {

  /** One of the same content for ever. */
  Pattern DIGEST = Pattern.compile("(.+)@(sha256:\\p{XDigit}{64})");

  String LIBC = "libc6";

  String NAME_LABEL = "org.opencontainers.image.base.name";
  String DIGEST_LABEL = "org.opencontainers.image.base.digest";

  /**
   * Begins an image on it.
   *
   * @param root the file system of the image, empty
   * @param cache a directory that stays
   */
  JibContainerBuilder begin(ImageRoot root, Path cache)
      throws ImageFailure, InterruptedException, IOException;

  /**
   * Reads a name.
   *
   * @throws ImageFailure if it has no digest
   */
  static Base of(String name) throws ImageFailure {
    if (name.equals(LIBC)) {
      return new Libc("");
    }
    var matcher = DIGEST.matcher(name);
    if (!matcher.matches()) {
      throw new ImageFailure(
          "the base %s may be another tomorrow; name it by its digest, NAME@sha256:…"
              .formatted(name));
    }
    return matcher.group(1).equals(LIBC)
        ? new Libc(matcher.group(2).toLowerCase(Locale.ROOT))
        : new Registered(name, matcher.group(2));
  }

  /** One of a registry. */
  record Registered(String name, String digest) implements Base {

    @Override
    public JibContainerBuilder begin(ImageRoot root, Path cache) throws ImageFailure {
      try {
        return Jib.from(name)
            .addLabel(NAME_LABEL, name.substring(0, name.indexOf('@')))
            .addLabel(DIGEST_LABEL, digest);
      } catch (InvalidImageReferenceException invalid) {
        throw new ImageFailure("%s is no name of an image; see --help".formatted(name));
      }
    }
  }
}
