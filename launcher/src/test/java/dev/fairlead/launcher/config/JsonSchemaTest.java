package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the schema for editors takes and refuses is what the program does. */
class JsonSchemaTest {

  private final Validator validator =
      Validator.create(
          io.vertx.json.schema.JsonSchema.of(JsonSchema.document()),
          new JsonSchemaOptions()
              .setBaseUri("https://example.com/fairlead")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Basic));

  @Test
  void whatIsRightIsTaken() {
    JsonObject configuration =
        new JsonObject()
            .put("mesh", new JsonObject().put("join", new JsonArray(List.of("10.0.0.7:5701"))))
            .put("lease", new JsonObject().put("duration", "15s"))
            .put("tracing", new JsonObject().put("sampling", 0.1))
            .put("logging", new JsonObject().put("level", "debug").put("maxSize", "64MiB"))
            .putNull("gateway")
            .put(
                "controllers",
                new JsonObject()
                    .put("*", new JsonObject().put("resync", "1h30m").put("paused", true))
                    .put(
                        "memcached",
                        new JsonObject().put("workers", new JsonObject().put("max", 64))));

    assertThat(refusedAt(configuration)).isEmpty();
  }

  @Test
  void whatIsWrongIsRefusedWhereItIs() {
    assertThat(refusedAt(new JsonObject().put("mash", new JsonObject()))).contains("#/mash");
    assertThat(refusedAt(section("gateway", "port", 70_000))).contains("#/gateway/port");
    assertThat(refusedAt(section("lease", "duration", "15 parsecs"))).contains("#/lease/duration");
    assertThat(refusedAt(section("logging", "level", "LOUD"))).contains("#/logging/level");
    assertThat(
            refusedAt(
                section("controllers", "memcached", new JsonObject().put("partitions", 1000))))
        .contains("#/controllers/memcached/partitions");
  }

  private static JsonObject section(String name, String key, Object value) {
    return new JsonObject().put(name, new JsonObject().put(key, value));
  }

  private List<String> refusedAt(JsonObject configuration) {
    List<OutputUnit> errors = validator.validate(configuration).getErrors();
    return errors == null
        ? List.of()
        : errors.stream().map(OutputUnit::getInstanceLocation).toList();
  }
}
