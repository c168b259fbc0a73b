package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.Cluster;
import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.work.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * New objects, and people who ask about one of them, from now on until it ends: five objects a
 * second, and twenty questions at each gateway that serves.
 */
final class Traffic implements AutoCloseable {

  /** The object that is asked about. */
  static final String ASKED = "asked";

  private static final String PATH =
      "/api/v1/controllers/memcached/objects/%s/%s".formatted(Site.NAMESPACE, ASKED);
  private static final long CREATE_EVERY_MILLIS = 200;
  private static final long ASK_EVERY_MILLIS = 50;

  private final Cluster cluster;
  private final Map<String, Gateway> gateways = new LinkedHashMap<>();
  private final List<String> created = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> tasks;
  private volatile boolean over;

  /** Begins, with questions for these. */
  Traffic(Cluster cluster, Map<String, Gateway> gateways) {
    this.cluster = cluster;
    this.gateways.putAll(gateways);
    this.tasks = List.of(threads.submit(this::create), threads.submit(this::ask));
  }

  /** From now on this one is asked as well. */
  synchronized void begin(String name, Gateway gateway) {
    gateways.put(name, gateway);
  }

  /** This one is asked nothing more, and has answered. */
  synchronized void spare(String name) {
    gateways.remove(name);
  }

  /** Ends, after the last answer. */
  void end() {
    over = true;
    try {
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    } catch (ExecutionException e) {
      throw new BenchException("the traffic broke off: " + e.getCause(), e);
    }
  }

  /** The names of all new objects. */
  List<String> created() {
    return created;
  }

  int asked() {
    return asked.get();
  }

  /** When questions were not answered as they should be, and what was wrong. */
  List<String> failures() {
    return failures;
  }

  private void create() {
    while (!over) {
      String name = "rolling-" + created.size();
      cluster.createMemcached(Site.NAMESPACE, name, 1);
      created.add(name);
      Pause.millis(CREATE_EVERY_MILLIS);
    }
  }

  private void ask() {
    while (!over) {
      askAll();
      Pause.millis(ASK_EVERY_MILLIS);
    }
  }

  private synchronized void askAll() {
    for (Gateway gateway : gateways.values()) {
      asked.incrementAndGet();
      gateway.failure(PATH).ifPresent(failure -> failures.add(Instant.now() + " " + failure));
    }
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }
}
