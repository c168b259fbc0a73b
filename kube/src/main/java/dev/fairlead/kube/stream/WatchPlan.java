package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A watch from a version that was seen.
 *
 * @param length how long it is to last; empty leaves it to the limits
 */
record WatchPlan(ResourceVersion from, Optional<Duration> length) implements Plan {

  WatchPlan(ResourceVersion from) {
    this(from, Optional.empty());
  }

  @Override
  public StreamEnd run(StreamCalls calls, StreamHandler handler)
      throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("watch", "1");
    parameters.put("allowWatchBookmarks", "true");
    parameters.put("resourceVersion", from.value());
    length.ifPresent(it -> parameters.put("timeoutSeconds", Long.toString(it.toSeconds())));
    return calls.watch(parameters, handler);
  }
}
