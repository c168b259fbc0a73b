package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads one object from the answer to a single call. Pure. */
public final class ObjectDecoder {

  private ObjectDecoder() {}

  /** The object, its frame without managedFields; empty if the JSON is none. */
  public static Optional<ObservedObject> decode(GroupVersionResource resource, Frame answer) {
    byte[] json = answer.json();
    JsonWindow window = (from, to) -> Arrays.copyOfRange(json, (int) from, (int) to);
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      CutObject cut = new ObjectCutter(Selection.of(resource)).cut(parser, window, "", "");
      return cut instanceof CutObject.Whole(ObservedObject object, boolean _)
              && Incomplete.find(object).isEmpty()
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }
}
