package dev.fairlead.sandbox.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.schema.Definitions;
import dev.fairlead.sandbox.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of patches in {@code patches.yaml}. */
class PatchTest {

  private static final Schema POD_TEMPLATE =
      Definitions.builtIn().named("io.k8s.api.core.v1.PodTemplateSpec");

  @TestFactory
  Stream<DynamicTest> table() throws IOException {
    try (InputStream text = PatchTest.class.getResourceAsStream("patches.yaml")) {
      JsonNode rows = new ObjectMapper(new YAMLFactory()).readTree(text);
      return StreamSupport.stream(rows.spliterator(), false)
          .map(row -> DynamicTest.dynamicTest(row.get("name").asText(), () -> check(row)));
    }
  }

  private static void check(JsonNode row) {
    ObjectNode given = (ObjectNode) row.get("given");
    ObjectNode before = given.deepCopy();
    try {
      assertEquals(row.get("expected"), apply(row, given));
    } catch (Rejection refused) {
      assertEquals(row.path("code").asInt(), refused.status().code(), refused.getMessage());
    }
    assertEquals(before, given);
  }

  private static ObjectNode apply(JsonNode row, ObjectNode given) throws Rejection {
    byte[] body = row.get("patch").toString().getBytes(StandardCharsets.UTF_8);
    return switch (row.get("form").asText()) {
      case "json" -> JsonPatch.apply(given, body);
      case "merge" -> MergePatch.apply(given, body);
      default -> StrategicMergePatch.apply(POD_TEMPLATE, given, body);
    };
  }
}
