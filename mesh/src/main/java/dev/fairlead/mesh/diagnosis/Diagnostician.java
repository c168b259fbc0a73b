package dev.fairlead.mesh.diagnosis;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.fairlead.mesh.diagnosis.Diagnosis.Collector;
import dev.fairlead.mesh.diagnosis.Diagnosis.Files;
import dev.fairlead.mesh.diagnosis.Diagnosis.HeapClass;
import dev.fairlead.mesh.diagnosis.Diagnosis.Memory;
import dev.fairlead.mesh.diagnosis.Diagnosis.Pool;
import dev.fairlead.mesh.diagnosis.Diagnosis.Threads;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how this JVM fares, by the beans that every JDK has. Each call blocks for a moment, for
 * seconds where classes are counted: not for an event loop. One recording at a time.
 */
final class Diagnostician {

  private static final Logger LOG = LoggerFactory.getLogger(Diagnostician.class);
  private static final int CLASSES_MAX = 40;
  private static final int FRAMES_MAX = 12;
  private static final String PROFILE = "profile";

  private final Incarnation self;
  private final TurningLoops loops;
  private final Path directory;
  private Optional<Recording> recording = Optional.empty();

  /**
   * One for this process.
   *
   * @param directory where recordings go
   */
  Diagnostician(Incarnation self, Vertx vertx, Path directory) {
    this.self = self;
    this.loops = new TurningLoops(vertx);
    this.directory = directory;
  }

  Diagnosis examine(DiagnosisQuery query) throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Diagnosis(
        self,
        ManagementFactory.getRuntimeMXBean().getUptime(),
        heap(),
        offHeap(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(it -> new Collector(it.getName(), it.getCollectionCount(), it.getCollectionTime()))
            .toList(),
        new Threads(
            threads.getThreadCount(),
            threads.getPeakThreadCount(),
            threads.getTotalStartedThreadCount()),
        deadlocks(threads),
        loops.turn(),
        files(),
        query.classes() ? classes() : List.of(),
        query.recordSeconds() > 0 ? record(Duration.ofSeconds(query.recordSeconds())) : "");
  }

  private static Memory heap() {
    MemoryUsage usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Memory(usage.getUsed(), usage.getCommitted(), usage.getMax());
  }

  private static List<Pool> offHeap() {
    Stream<Pool> buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .map(pool -> new Pool("buffers " + pool.getName(), pool.getMemoryUsed()));
    Pool rest =
        new Pool(
            "classes and code",
            ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
    return Stream.concat(buffers, Stream.of(rest)).toList();
  }

  private static List<String> deadlocks(ThreadMXBean threads) {
    long[] ids = threads.findDeadlockedThreads();
    return ids == null
        ? List.of()
        : Arrays.stream(threads.getThreadInfo(ids, true, true))
            .map(Diagnostician::waiting)
            .toList();
  }

  private static String waiting(ThreadInfo thread) {
    StringBuilder text =
        new StringBuilder(
            "%s waits for %s, which %s holds"
                .formatted(
                    thread.getThreadName(), thread.getLockName(), thread.getLockOwnerName()));
    Arrays.stream(thread.getStackTrace())
        .limit(FRAMES_MAX)
        .forEach(frame -> text.append("\n  at ").append(frame));
    return text.toString();
  }

  private static Files files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Files(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
        : new Files(-1, -1);
  }

  /** As {@code jcmd GC.class_histogram} counts them. */
  private static List<HeapClass> classes() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return Histogram.of(String.valueOf(text)).stream().limit(CLASSES_MAX).toList();
    } catch (JMException absent) {
      throw new IllegalStateException("this JVM does not count its classes: " + absent, absent);
    }
  }

  private synchronized String record(Duration length) {
    Optional<Path> before =
        recording
            .filter(it -> it.getState() == RecordingState.RUNNING)
            .map(Recording::getDestination);
    if (before.isPresent()) {
      return before.get().toString();
    }
    try {
      Recording next = new Recording(Configuration.getConfiguration(PROFILE));
      Path file =
          directory.resolve(
              "fairlead-%s-%d.jfr".formatted(self.id(), System.currentTimeMillis() / 1000));
      next.setDestination(file);
      next.setDuration(length);
      next.start();
      recording = Optional.of(next);
      LOG.info("The Flight Recorder records for {} s to {}", length.toSeconds(), file);
      return file.toString();
    } catch (IOException | ParseException unable) {
      throw new IllegalStateException(
          "cannot record to " + directory + ": " + unable.getMessage(), unable);
    }
  }
}
