package dev.fairlead.kube.stream;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The initial set and then a watch: one WatchList call (KEP-3157), or a list and a watch where the
 * server has refused that once.
 */
record ListAndWatchPlan(
    ResourceVersion notOlderThan, AtomicBoolean watchListRefused, Set<Selection> expired)
    implements Plan {

  @Override
  public StreamEnd run(StreamCalls calls, StreamHandler handler)
      throws IOException, InterruptedException {
    if (!watchListRefused.get()) {
      StreamEnd end = calls.watch(watchList(), handler);
      if (!(end instanceof StreamEnd.Refused(ApiFailure failure) && notOffered(failure))) {
        return end;
      }
      watchListRefused.set(true);
    }
    return listThenWatch(calls, handler);
  }

  private Map<String, String> watchList() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("watch", "1");
    parameters.put("sendInitialEvents", "true");
    parameters.put("allowWatchBookmarks", "true");
    parameters.put("resourceVersionMatch", "NotOlderThan");
    parameters.put("resourceVersion", notOlderThan.value());
    return parameters;
  }

  /** Servers without WatchList call its parameters forbidden (422); others may answer 400. */
  private static boolean notOffered(ApiFailure failure) {
    return failure.code() == 422 || failure.code() == 400;
  }

  private StreamEnd listThenWatch(StreamCalls calls, StreamHandler handler)
      throws IOException, InterruptedException {
    AtomicReference<ResourceVersion> synced = new AtomicReference<>(ResourceVersion.NONE);
    StreamEnd listed =
        new ListPlan(notOlderThan, expired)
            .run(
                calls,
                event -> {
                  if (event instanceof StreamEvent.Synced(ResourceVersion version)) {
                    synced.set(version);
                  }
                  handler.on(event);
                });
    return listed instanceof StreamEnd.Completed
        ? new WatchPlan(Objects.requireNonNull(synced.get())).run(calls, handler)
        : listed;
  }
}
