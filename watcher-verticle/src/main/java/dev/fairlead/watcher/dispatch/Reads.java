package dev.fairlead.watcher.dispatch;

import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.dispatch.ConsistentReads.Read;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reads that a Dispatcher asks for, on virtual threads, and hands its inputs over to the
 * loop. Only a few go to the server at once; the others wait.
 */
final class Reads {

  private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
  private static final int AT_ONCE = 8;

  private final EventLoop loop;
  private final ConsistentReads reads;
  private final Consumer<DispatcherInput> answers;
  private final Semaphore atOnce = new Semaphore(AT_ONCE);

  Reads(EventLoop loop, ConsistentReads reads, Consumer<DispatcherInput> answers) {
    this.loop = loop;
    this.reads = reads;
    this.answers = answers;
  }

  /** Reads an object whose state is in doubt. */
  void settle(long read, ObjectRef ref, List<Selection> selections) {
    start(
        "read " + ref,
        () ->
            switch (reads.object(selections, ref.name())) {
              case Read.Answered<Optional<ObservedObject>>(Optional<ObservedObject> found) ->
                  found
                      .<DispatcherInput>map(object ->
                          new DispatcherInput.SettledPresent(
                              read, ref, object.metadata().uid(), object.resourceVersion()))
                      .orElseGet(() -> new DispatcherInput.SettledAbsent(read, ref));
              case Read.Failed<Optional<ObservedObject>>(String cause) -> {
                LOG.debug("consistent read of {} failed: {}", ref, cause);
                yield new DispatcherInput.SettleFailed(read, ref);
              }
            });
  }

  /** Finds the present version of a collection. */
  void barrier(long read, GroupVersionResource resource, List<Selection> selections) {
    start(
        "barrier of " + resource,
        () ->
            switch (reads.version(selections)) {
              case Read.Answered<ResourceVersion>(ResourceVersion version) ->
                  new DispatcherInput.BarrierRead(read, resource, version);
              case Read.Failed<ResourceVersion>(String cause) -> {
                LOG.debug("barrier of {} failed: {}", resource, cause);
                yield new DispatcherInput.BarrierFailed(read, resource);
              }
            });
  }

  private void start(String name, Supplier<DispatcherInput> call) {
    loop.virtual(
        name,
        () -> {
          atOnce.acquireUninterruptibly();
          try {
            DispatcherInput answer = call.get();
            loop.execute(() -> answers.accept(answer));
          } finally {
            atOnce.release();
          }
        });
  }
}
