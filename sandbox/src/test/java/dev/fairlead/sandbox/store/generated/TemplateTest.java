package dev.fairlead.sandbox.store.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Changes;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final String TEMPLATE =
      """
      {"apiVersion": "v1", "kind": "Thing",
       "metadata": {"name": "thing", "namespace": "team", "labels": {"shard": "s{index 4}"}},
       "spec": {"replicas": "{number 1 5}", "fixed": {"a": [1, 2]},
                "host": "{name}.{namespace}.example.com", "note": "{text 40}"},
       "status": {"count": "{variation}"}}
      """;

  @Test
  void fillsInWhatDiffers() throws JsonProcessingException {
    Template things = template(TEMPLATE, 1000, 10);
    assertEquals(new Key("things", "team-4", "thing-417"), things.key(417));
    ObjectNode made = things.object(417, 2);
    assertEquals("thing-417", made.at("/metadata/name").asText());
    assertEquals("team-4", made.at("/metadata/namespace").asText());
    assertEquals("s1", made.at("/metadata/labels/shard").asText());
    assertEquals(4, UUID.fromString(made.at("/metadata/uid").asText()).version());
    assertEquals("2026-01-01T00:00:41Z", made.at("/metadata/creationTimestamp").asText());
    assertEquals(3, made.at("/metadata/generation").asInt());
    assertTrue(made.at("/spec/replicas").isInt());
    assertEquals("thing-417.team-4.example.com", made.at("/spec/host").asText());
    assertEquals(40, made.at("/spec/note").asText().length());
    assertEquals("2", made.at("/status/count").asText());
    assertEquals(new ObjectMapper().readTree("[1,2]"), made.at("/spec/fixed/a"));
  }

  @Test
  void isTheSameForTheSameSeedAndDifferentForEveryIndex() throws JsonProcessingException {
    Template one = template(TEMPLATE, 100, 3);
    assertEquals(template(TEMPLATE, 100, 3).object(7, 0), one.object(7, 0));
    assertNotEquals(one.object(8, 0).at("/spec/note"), one.object(7, 0).at("/spec/note"));
    assertEquals(
        100,
        IntStream.range(0, 100)
            .mapToObj(i -> one.object(i, 0).at("/metadata/uid").asText())
            .distinct()
            .count());
    ObjectNode changed = one.object(7, 1);
    assertEquals(one.object(7, 0).at("/spec"), changed.at("/spec"));
  }

  @Test
  void keysSortAsIndexes() throws JsonProcessingException {
    Template things = template(TEMPLATE, 10_001, 101);
    for (int i = 1; i < things.count(); i++) {
      assertTrue(things.key(i - 1).compareTo(things.key(i)) < 0, "at " + i);
    }
  }

  @Test
  void refusesUnknownPlaceholders() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> template(TEMPLATE.replace("{text 40}", "{size 3}"), 1, 1))
            .getMessage();
    assertEquals("not a placeholder: {size 3}", message);
  }

  @Test
  void changesComeAtARate() throws JsonProcessingException, InterruptedException {
    Store store = new Store();
    Template things = template(TEMPLATE, 50, 1);
    store.generate("things", things);
    Changes changes = store.changes(Scope.all("things"), store.revision());
    try (ChangeRate _ = ChangeRate.start(store, things, 1000, 7)) {
      int seen = 0;
      while (seen < 100) {
        seen +=
            assertInstanceOf(Changes.Read.Some.class, changes.read(100, Duration.ofSeconds(10)))
                .changes()
                .size();
      }
    }
  }

  private static Template template(String text, int count, int namespaces)
      throws JsonProcessingException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(text);
    return new Template("things", json, count, namespaces, 42);
  }
}
