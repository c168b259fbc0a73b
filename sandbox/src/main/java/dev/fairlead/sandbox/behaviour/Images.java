package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** What workloads have in common: a template with containers, and a status. */
final class Images {

  private Images() {}

  /** The images of a workload's containers. */
  static List<String> in(ObjectNode workload) {
    JsonNode pod = workload.path("spec").path("template").path("spec");
    List<String> images = new ArrayList<>();
    for (String list : List.of("initContainers", "containers")) {
      pod.path(list).forEach(it -> images.add(it.path("image").asText()));
    }
    return images;
  }

  /** A short name for a template. */
  static String hash(ObjectNode workload) {
    CRC32 crc = new CRC32();
    String template = workload.path("spec").path("template").toString();
    crc.update(template.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /** Whether two versions say the same, whatever the types of their numbers. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.equals(b) || (a.isNumber() && b.isNumber() && a.asText().equals(b.asText())) ? 0 : 1,
        other);
  }
}
