package dev.fairlead.kube.stream;

import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A list in pages. When its version is compacted away between two pages nothing of it counts, and
 * the next list of that selection asks for everything in one page, so that it cannot happen again.
 *
 * @param expired the selections that have expired between pages
 */
record ListPlan(ResourceVersion notOlderThan, Set<Selection> expired) implements Plan {

  @Override
  public StreamEnd run(StreamCalls calls, StreamHandler handler)
      throws IOException, InterruptedException {
    String token = "";
    while (true) {
      switch (calls.open("list", parameters(calls, token))) {
        case StreamCalls.Opened.End(StreamEnd end) -> {
          if (end instanceof StreamEnd.Expired && !token.isEmpty()) {
            expired.add(calls.selection());
          }
          return end;
        }
        case StreamCalls.Opened.Bytes(var bytes) -> {
          PageReader.Page page =
              new PageReader(calls.selection(), calls.limits().objectBytesMax())
                  .read(bytes, handler);
          calls.finish();
          if (page.token().isEmpty()) {
            handler.on(new StreamEvent.Synced(page.resourceVersion()));
            return new StreamEnd.Completed();
          }
          token = page.token();
        }
      }
    }
  }

  private Map<String, String> parameters(StreamCalls calls, String token) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!expired.contains(calls.selection())) {
      parameters.put("limit", Integer.toString(calls.limits().pageSize()));
    }
    parameters.put("continue", token);
    // A continue token carries its own version: the server refuses both together.
    if (token.isEmpty() && !notOlderThan.equals(ResourceVersion.NONE)) {
      parameters.put("resourceVersion", notOlderThan.value());
      parameters.put("resourceVersionMatch", "NotOlderThan");
    }
    return parameters;
  }
}
