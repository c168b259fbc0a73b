package dev.fairlead.sandbox.crd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionControllerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Store store = new Store();
  private final KindRegistry kinds = new KindRegistry();
  private final DefinitionController controller =
      new DefinitionController(store, kinds, (live, updated) -> updated, InstantSource.fixed(NOW));

  @BeforeEach
  void start() {
    controller.start();
  }

  @AfterEach
  void stop() {
    controller.close();
  }

  @Test
  void aDefinitionIsServedOnceItsNamesAreAccepted() {
    create(definition("widgets", "Widget", "wd"));
    await().until(() -> is("widgets", Definition.ESTABLISHED));
    assertEquals("Widget", kinds.resource("example.com", "v1", "widgets").orElseThrow().name());
    JsonNode status = stored("widgets").orElseThrow().object().path("status");
    assertEquals(status.path("acceptedNames"), object("widgets").path("spec").path("names"));
    assertEquals(
        "no conflicts found",
        new Definition(object("widgets"))
            .condition(Definition.NAMES_ACCEPTED)
            .path("message")
            .asText());
  }

  @Test
  void aTakenNameIsRefusedUntilItIsFree() {
    create(definition("widgets", "Widget", "wd"));
    await().until(() -> is("widgets", Definition.ESTABLISHED));
    create(definition("gadgets", "Gadget", "wd"));
    await()
        .until(() -> !new Definition(object("gadgets")).condition("NamesAccepted").isMissingNode());
    JsonNode refused = new Definition(object("gadgets")).condition(Definition.NAMES_ACCEPTED);
    assertEquals("ShortNamesConflict", refused.path("reason").asText());
    assertEquals("\"wd\" is already in use", refused.path("message").asText());
    assertTrue(kinds.resource("example.com", "v1", "gadgets").isEmpty());

    store.delete(key("widgets"), stored("widgets").orElseThrow().revision());
    await().until(() -> is("gadgets", Definition.ESTABLISHED));
    assertTrue(kinds.resource("example.com", "v1", "widgets").isEmpty());
  }

  @Test
  void aDefinitionGoesAfterItsObjects() {
    create(definition("widgets", "Widget", "wd"));
    await().until(() -> is("widgets", Definition.ESTABLISHED));
    Key free = new Key("widgets.example.com", "a", "free");
    Key held = new Key("widgets.example.com", "a", "held");
    store.create(free, read("{\"metadata\":{\"name\":\"free\"}}"));
    store.create(held, read("{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"a/b\"]}}"));
    ObjectNode deleting = object("widgets").deepCopy();
    new DefinitionStrategy()
        .prepareForDelete(
            kinds.resource("example.com", "v1", "widgets").orElseThrow(), deleting, NOW);
    Definition.child(deleting, "metadata").put("deletionTimestamp", NOW.toString());
    store.update(key("widgets"), stored("widgets").orElseThrow().revision(), deleting);

    await()
        .until(
            () -> store.get(held).orElseThrow().object().path("metadata").has("deletionTimestamp"));
    assertTrue(store.get(free).isEmpty());
    assertTrue(stored("widgets").isPresent());

    store.delete(held, store.get(held).orElseThrow().revision());
    await().until(() -> stored("widgets").isEmpty());
    await().until(() -> kinds.resource("example.com", "v1", "widgets").isEmpty());
  }

  private boolean is(String plural, String condition) {
    return new Definition(object(plural)).is(condition);
  }

  private ObjectNode object(String plural) {
    return stored(plural).orElseThrow().object();
  }

  private Optional<Stored> stored(String plural) {
    return store.get(key(plural));
  }

  private void create(ObjectNode definition) {
    new DefinitionStrategy()
        .prepareForCreate(
            kinds.kind("apiextensions.k8s.io", "v1", "CustomResourceDefinition").orElseThrow(),
            definition);
    store.create(key(definition.path("spec").path("names").path("plural").asText()), definition);
  }

  private static Key key(String plural) {
    return new Key(Definition.COLLECTION, "", plural + ".example.com");
  }

  private static ObjectNode definition(String plural, String kind, String shortName) {
    return read(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"%1$s.example.com"},
         "spec":{"group":"example.com","scope":"Namespaced",
          "names":{"plural":"%1$s","singular":"%1$s-one","kind":"%2$s","listKind":"%2$sList","shortNames":["%3$s"]},
          "versions":[{"name":"v1","served":true,"storage":true,
            "schema":{"openAPIV3Schema":{"type":"object"}}}]}}
        """
            .formatted(plural, kind, shortName));
  }

  private static ObjectNode read(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
