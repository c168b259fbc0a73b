package dev.fairlead.reconciler.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.object.Frame;
import java.io.IOException;

/** The finalizers in the JSON of an object. Pure. */
public final class Finalizers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Finalizers() {}

  /** Whether it has this one. */
  public static boolean has(Frame frame, String finalizer) {
    for (JsonNode each : list(frame)) {
      if (each.asText().equals(finalizer)) {
        return true;
      }
    }
    return false;
  }

  static boolean any(Frame frame) {
    return !list(frame).isEmpty();
  }

  private static JsonNode list(Frame frame) {
    try {
      return JSON.readTree(frame.json()).path("metadata").path("finalizers");
    } catch (IOException noJson) {
      throw new IllegalArgumentException("the frame of an observed object is no JSON", noJson);
    }
  }
}
