package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.loop.EventLoop;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for a kind on the server until it is there, on a virtual thread: a kind whose CRD is
 * missing is asked for again and again, with growing pauses, while everything else goes on.
 */
final class KindResolver implements AutoCloseable {

  private static final Duration PAUSE_MIN = Duration.ofMillis(500);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  /** Hears what became of the search, on the loop. */
  interface Listener {

    /** It is there. Told once; the search is over. */
    void found(ApiResource resource);

    /** It is not there, or the server cannot be asked; the search goes on. */
    void missing(Problem problem);
  }

  private final EventLoop loop;
  private final RESTMapper mapper;
  private final GroupVersionKind kind;
  private final Listener listener;
  private final Thread search;
  private boolean closed;

  KindResolver(EventLoop loop, RESTMapper mapper, GroupVersionKind kind, Listener listener) {
    this.loop = loop;
    this.mapper = mapper;
    this.kind = kind;
    this.listener = listener;
    this.search = loop.virtual("look for " + kind, this::search);
  }

  @Override
  public void close() {
    closed = true;
    search.interrupt();
  }

  private void search() {
    Duration pause = PAUSE_MIN;
    try {
      for (Optional<Problem> problem = look(); problem.isPresent(); problem = look()) {
        Problem said = problem.get();
        tell(() -> listener.missing(said));
        Thread.sleep(pause);
        pause = pause.compareTo(PAUSE_MAX.dividedBy(2)) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
      }
    } catch (InterruptedException closedMeanwhile) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Problem> look() throws InterruptedException {
    try {
      Optional<ApiResource> found = mapper.resourceFor(kind);
      if (found.isEmpty()) {
        return Optional.of(new Problem.KindMissing(kind));
      }
      if (!found.get().watchable()) {
        return Optional.of(new Problem.NotWatchable(kind));
      }
      tell(() -> listener.found(found.get()));
      return Optional.empty();
    } catch (DiscoveryException unknown) {
      return Optional.of(new Problem.Unreachable(String.valueOf(unknown.getMessage())));
    }
  }

  private void tell(Runnable what) {
    loop.execute(() -> {
      if (!closed) {
        what.run();
      }
    });
  }
}
