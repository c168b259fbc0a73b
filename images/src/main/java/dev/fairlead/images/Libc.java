package dev.fairlead.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base of nothing but Debian's C library, for where no registry can be reached: all that the JVM
 * needs. apt has checked the package by Debian's signatures.
 *
 * @param digest what the package has to be; empty for the one that Debian has today
 */
record Libc(String digest) implements Base {

  private static final Pattern URI =
      Pattern.compile("'[^']+' (libc6_\\S+\\.deb) \\d+ SHA256:(\\p{XDigit}{64})");

  private static final String ACCOUNTS =
      """
      root:x:0:0:root:/root:/sbin/nologin
      nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin
      """;

  @Override
  public JibContainerBuilder begin(ImageRoot root, Path cache)
      throws ImageFailure, InterruptedException, IOException {
    Matcher today =
        URI.matcher(
            new SystemCommand(root.directory(), "apt-get", "download", "--print-uris", "libc6")
                .run());
    if (!today.find()) {
      throw new ImageFailure("apt knows no package libc6; run apt-get update, or name a --base");
    }
    String found = "sha256:" + today.group(2);
    if (!digest.isEmpty() && !digest.equals(found)) {
      throw new ImageFailure(
          "Debian's libc6 is %s today; ask for --base libc6@%s".formatted(today.group(1), found));
    }
    Path file = cache.resolve(today.group(1));
    if (!Files.exists(file)) {
      new SystemCommand(cache, "apt-get", "download", "--quiet", "libc6").run();
    }
    if (!sha256(file).equals(today.group(2))) {
      throw new ImageFailure("%s is not what Debian says; remove it".formatted(file));
    }
    new SystemCommand(cache, "dpkg-deb", "--extract", file.toString(), root.directory().toString())
        .run();
    root.write("/etc/passwd", ACCOUNTS);
    root.write("/etc/nsswitch.conf", "hosts: files dns\n");
    return Jib.fromScratch()
        .addLabel(NAME_LABEL, today.group(1))
        .addLabel(DIGEST_LABEL, found)
        .addFileEntriesLayer(root.layer("base", "/", Libc::wanted));
  }

  /**
   * Neither what it is documented with nor conversions of character sets, which Java does itself.
   */
  private static boolean wanted(Path file) {
    String name = file.toString();
    return !name.contains("/gconv/")
        && (!name.contains("/usr/share/") || name.endsWith("/copyright"));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
