package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A watch from a version that was seen. */
record WatchPlan(ResourceVersion from) implements Plan {

  @Override
  public StreamEnd run(StreamCalls calls, StreamHandler handler)
      throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("watch", "1");
    parameters.put("allowWatchBookmarks", "true");
    parameters.put("resourceVersion", from.value());
    return calls.watch(parameters, handler);
  }
}
