package dev.fairlead.watcher.metrics;

import dev.fairlead.mesh.telemetry.Exemplars;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.controller.PartitionWatch;
import dev.fairlead.watcher.dispatch.DispatchObserver;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import dev.fairlead.watcher.dispatch.Ownership;
import dev.fairlead.watcher.informer.SharedCollection;
import dev.fairlead.watcher.loop.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The metrics of a watcher. The series of a controller, a partition or a resource are there, at
 * zero, when it is first seen, and go when it does. Lives on the loop.
 */
public final class WatcherMetrics implements DispatchObserver, AutoCloseable {

  private final Meters meters;
  private final EventLoop loop;
  private final Map<String, QueueMetrics> queues = new HashMap<>();
  private final Map<Partition, PartitionMetrics> partitions = new HashMap<>();
  private final Map<String, CacheMetrics> caches = new HashMap<>();
  private Meters.Sampling sampling = () -> {};

  /** Of a watcher that has no controllers yet. */
  public WatcherMetrics(Meters meters, EventLoop loop) {
    this.meters = meters;
    this.loop = loop;
  }

  /** Has these sampled before each scrape. */
  public void sampling(Controllers controllers) {
    sampling = meters.sampled(() -> sampled(controllers));
  }

  private CompletionStage<?> sampled(Controllers controllers) {
    return CompletableFuture.runAsync(() -> sample(controllers), loop::execute);
  }

  private void sample(Controllers controllers) {
    long now = loop.nowMillis();
    Map<String, ControllerWatch> watches =
        controllers.all().stream()
            .collect(Collectors.toMap(one -> one.declaration().controller(), Function.identity()));
    follow(queues, watches.keySet(), name -> new QueueMetrics(meters, name));
    watches.forEach((name, watch) -> queue(name).sampled(views(watch), now));

    Map<Partition, PartitionWatch> stoodFor =
        watches.values().stream()
            .flatMap(watch -> watch.partitions().all().stream())
            .collect(Collectors.toMap(PartitionWatch::partition, Function.identity()));
    follow(partitions, stoodFor.keySet(), one -> new PartitionMetrics(meters, one));
    partitions.forEach((partition, metrics) -> metrics.sampled(epoch(stoodFor, partition)));

    Map<String, List<SharedCollection>> collections =
        controllers.collections().stream()
            .collect(Collectors.groupingBy(one -> one.selection().resource().qualified()));
    follow(caches, collections.keySet(), resource -> new CacheMetrics(meters, resource));
    caches.forEach(
        (resource, metrics) -> metrics.sampled(collections.getOrDefault(resource, List.of()), now));
  }

  private static List<DispatcherView> views(ControllerWatch watch) {
    return watch.partitions().all().stream()
        .flatMap(partition -> partition.owner().stream())
        .map(owner -> owner.dispatcher().view())
        .toList();
  }

  private static long epoch(Map<Partition, PartitionWatch> watches, Partition partition) {
    PartitionWatch watch = watches.get(partition);
    return watch == null
        ? 0
        : watch.owner().map(DispatcherDriver::ownership).map(Ownership::epoch).orElse(0L);
  }

  /** Shows exactly these. */
  private static <K, S extends Series> void follow(
      Map<K, S> shown, Set<K> now, Function<K, S> making) {
    shown.forEach((key, series) -> {
      if (!now.contains(key)) {
        series.close();
      }
    });
    shown.keySet().retainAll(now);
    now.forEach(key -> shown.computeIfAbsent(key, making));
  }

  private QueueMetrics queue(String controller) {
    return queues.computeIfAbsent(controller, name -> new QueueMetrics(meters, name));
  }

  @Override
  public void added(Partition partition, long keys) {
    queue(partition.controller()).added(keys);
  }

  @Override
  public void assigned(Token token, List<Reason> reasons, TraceContext trace, Duration waited) {
    boolean again = reasons.stream().anyMatch(why -> why.type() == Reason.Type.WORKER_LOST);
    QueueMetrics queue = queue(token.partition().controller());
    Exemplars.of(trace, () -> queue.assigned(waited, again));
  }

  @Override
  public void over(Finished finished) {
    QueueMetrics queue = queue(finished.token().partition().controller());
    Exemplars.of(
        finished.trace(),
        () -> queue.over(finished.outcome(), Duration.ofMillis(finished.durationMillis())));
  }

  @Override
  public void close() {
    sampling.close();
    List.of(queues, partitions, caches).forEach(shown -> shown.values().forEach(Series::close));
  }
}
