package dev.fairlead.launcher.config;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The schema as editors know it: JSON Schema of the draft 2020-12. It says what single values may
 * be; what holds between them, {@code config check} says.
 */
public final class JsonSchema {

  private JsonSchema() {}

  /** The whole. */
  public static JsonObject document() {
    JsonObject root = section().put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "fairlead.yaml");
    for (Setting<?> setting : Schema.settings()) {
      List<String> path = Arrays.asList(setting.path().split("\\."));
      JsonObject at = root;
      for (String name : path.subList(0, path.size() - 1)) {
        at = child(at, name);
      }
      at.getJsonObject("properties").put(path.getLast(), value(setting));
    }
    return root;
  }

  private static JsonObject child(JsonObject section, String name) {
    // Every controller has the same keys.
    if (name.equals(Place.ALL)) {
      if (!(section.getValue("additionalProperties") instanceof JsonObject)) {
        section.put("additionalProperties", section());
      }
      return section.getJsonObject("additionalProperties");
    }
    JsonObject properties = section.getJsonObject("properties");
    if (!properties.containsKey(name)) {
      properties.put(name, section());
    }
    return properties.getJsonObject(name);
  }

  /** A section without anything in it is as good as none. */
  private static JsonObject section() {
    return new JsonObject()
        .put("type", List.of("object", "null"))
        .put("properties", new JsonObject())
        .put("additionalProperties", false);
  }

  private static JsonObject value(Setting<?> setting) {
    JsonObject value = new JsonObject(Map.copyOf(setting.type().schema())).copy();
    value.put("description", setting.meaning() + (setting.reloadable() ? "; live" : ""));
    if (!setting.standardText().isEmpty()) {
      value.put("default", setting.standardText());
    }
    return value;
  }
}
