package dev.fairlead.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's ahead-of-time cache of an image, made inside of it, so that the JVM, the paths and the
 * times of the jars are those that a container will have. It has the classes of a list, which
 * {@link ClassList} keeps, and is the same whenever it is made: docs/decisions/037-images.md.
 */
final class AotCache {

  static final String PATH = "/fairlead/fairlead.aot";

  /** Where the file has checksums, which nobody looks at unless told to: -XX:VerifySharedSpaces. */
  private static final int[] CHECKSUMS = {4, 312};

  private static final long CLOCK_MILLIS = Inside.CLOCK_SECONDS * 1000;

  private AotCache() {}

  /**
   * Puts it into a file system that has all else, and its time.
   *
   * @param classes the list
   */
  static void fill(ImageRoot root, Path classes, Path work)
      throws ImageFailure, InterruptedException, IOException {
    Inside inside = new Inside(root, Files.createDirectory(work.resolve("dump")));
    Files.copy(classes, inside.at("/classes"));
    Files.writeString(inside.at("/flags"), RoleFlags.withoutCacheAndRecorder(root));
    Path log = work.resolve("dump.log");
    long began = clockMillis();
    // Nothing is compiled or collected meanwhile, and whatever is done is done by one thread.
    run(
        inside.java(
            log,
            "-Xshare:dump",
            "-XX:SharedClassListFile=/classes",
            "-XX:SharedArchiveFile=/cache",
            "-XX:+AOTClassLinking",
            "-Xint",
            "-Xms3g",
            "-Xmx3g",
            "-Xmn2600m",
            "-XX:ParallelGCThreads=1",
            "-XX:ConcGCThreads=1",
            "@/flags"),
        log);
    stopTheClock(inside.at("/cache"), began, clockMillis());
    Files.move(inside.at("/cache"), root.at(PATH), StandardCopyOption.REPLACE_EXISTING);
    // What it was made for takes it.
    run(inside.java(log, "-XX:AOTMode=on", "@" + RoleFlags.DIRECTORY + "all", "--version"), log);
  }

  private static void run(Process java, Path log)
      throws ImageFailure, InterruptedException, IOException {
    if (java.waitFor() != 0) {
      throw Inside.failure(log);
    }
  }

  /** What the JVM inside takes for the time since the start of the machine. */
  private static long clockMillis() {
    return CLOCK_MILLIS + TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /**
   * Sets the times in a cache to one: soft references carry when they were last used, in
   * milliseconds of a clock that is so far ahead that no other word looks like it.
   */
  private static void stopTheClock(Path cache, long began, long ended) throws IOException {
    try (FileChannel channel =
        FileChannel.open(cache, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer words =
          channel
              .map(FileChannel.MapMode.READ_WRITE, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at + Long.BYTES <= words.limit(); at += Long.BYTES) {
        long word = words.getLong(at);
        if (word >= began && word <= ended) {
          words.putLong(at, CLOCK_MILLIS);
        }
      }
      for (int at : CHECKSUMS) {
        words.putInt(at, 0);
      }
    }
  }
}
