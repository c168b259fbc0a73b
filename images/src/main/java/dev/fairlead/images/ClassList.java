package dev.fairlead.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which classes the cache has: those that one run of the real thing loads until it is ready. No run
 * is quite like another, so a list is taken now and then and kept with the sources. A class that is
 * gone since is left out of the cache, a new one comes from its jar.
 */
final class ClassList {

  private static final long READY_SECONDS_MAX = 180;
  private static final long END_SECONDS_MAX = 60;

  private ClassList() {}

  /** Takes it: the lines of the JVM without the numbers that differ from run to run, sorted. */
  static void take(ImageRoot root, Path classes, Path work)
      throws ImageFailure, InterruptedException, IOException {
    Inside inside = new Inside(root, Files.createDirectory(work.resolve("training")));
    Files.writeString(inside.at("/flags"), RoleFlags.withoutCacheAndRecorder(root));
    Path log = work.resolve("training.log");
    Process java =
        inside.java(log, "-XX:DumpLoadedClassList=/tmp/classes", "@/flags", "up", "--port=0");
    try {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
      while (!Files.readString(log).contains("Fairlead is ready")) {
        if (!java.isAlive() || System.nanoTime() - until > 0) {
          throw Inside.failure(log);
        }
        Thread.sleep(100);
      }
      java.children().forEach(ProcessHandle::destroy);
      if (!java.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw Inside.failure(log);
      }
    } finally {
      java.destroyForcibly();
    }
    List<String> lines =
        Files.readAllLines(inside.at("/tmp/classes")).stream()
            .filter(it -> !it.startsWith("#") && !it.startsWith("@cp") && !it.contains(" source:"))
            .map(it -> it.replaceFirst(" id: \\d+$", ""))
            .sorted()
            .distinct()
            .toList();
    Files.write(classes, lines);
  }
}
