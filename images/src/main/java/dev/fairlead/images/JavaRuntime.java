package dev.fairlead.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM of an image: the modules of this one that Fairlead and operators use. */
final class JavaRuntime {

  static final String HOME = "/fairlead/java";

  /** Beside what the jars name: TLS's curves, DNS, files in zips, and what diagnoses a process. */
  private static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.attach",
          "jdk.crypto.ec",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.management",
          "jdk.management.jfr",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private JavaRuntime() {}

  /** Links it into a file system. */
  static void link(ImageRoot root) throws ImageFailure, InterruptedException, IOException {
    Path jdk = Path.of(System.getProperty("java.home"));
    Files.createDirectories(root.at(HOME).resolveSibling("."));
    new SystemCommand(
            root.directory(),
            jdk.resolve("bin/jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--no-header-files",
            "--no-man-pages",
            "--output",
            root.at(HOME).toString())
        .run();
  }
}
