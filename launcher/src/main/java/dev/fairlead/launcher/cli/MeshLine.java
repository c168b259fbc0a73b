package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A mesh in one line. */
final class MeshLine {

  private MeshLine() {}

  /** Its processes by role, and its partitions. */
  static String of(JsonNode mesh) {
    Map<String, Integer> roles = new TreeMap<>();
    for (JsonNode process : mesh.path("processes")) {
      process.path("roles").forEach(role -> roles.merge(role.asText(), 1, Integer::sum));
    }
    StringJoiner counts = new StringJoiner(", ");
    roles.forEach((role, count) -> counts.add(count + " " + role));
    int partitions = mesh.path("partitions").size();
    int unowned = 0;
    for (JsonNode partition : mesh.path("partitions")) {
      unowned += partition.path("owner").isNull() ? 1 : 0;
    }
    return "mesh "
        + mesh.path("name").asText()
        + ": "
        + mesh.path("processes").size()
        + (mesh.path("processes").size() == 1 ? " process (" : " processes (")
        + counts
        + "), "
        + partitions
        + (partitions == 1 ? " partition" : " partitions")
        + (unowned == 0 ? "" : ", " + unowned + " without an owner");
  }
}
