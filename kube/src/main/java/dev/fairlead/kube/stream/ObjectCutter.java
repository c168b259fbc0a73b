package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Cuts one object out of a stream in one pass: its metadata by name, the rest by position. The
 * frame is the server's own bytes less {@code metadata.managedFields}.
 */
final class ObjectCutter {

  private final GroupVersionResource resource;
  private final FieldPaths paths;
  private final boolean metadataOnly;
  private final StringPool pool = new StringPool();

  ObjectCutter(Selection selection) {
    this.resource = selection.resource();
    this.paths = FieldPaths.of(selection.fieldPaths());
    this.metadataOnly = selection.metadataOnly();
  }

  /**
   * Cuts the object whose START_OBJECT is the current token; leaves the parser on its END_OBJECT.
   *
   * @param listKind the kind of the list it is an item of, such as {@code PodList}; items of typed
   *     lists say neither kind nor apiVersion. Empty where unknown
   * @param listApiVersion the apiVersion of that list
   * @throws IOException when the JSON is malformed or the connection broke
   */
  CutObject cut(JsonParser parser, JsonWindow window, String listKind, String listApiVersion)
      throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    MetadataReader metadata = new MetadataReader(pool);
    Map<String, String> fields = new HashMap<>();
    boolean kindSeen = false;
    boolean apiVersionSeen = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      switch (name) {
        case "metadata" -> metadata.read(parser);
        case "kind" -> kindSeen = isText(parser);
        case "apiVersion" -> apiVersionSeen = isText(parser);
        default -> paths.readField(parser, name, fields);
      }
    }
    long end = parser.currentLocation().getByteOffset();
    if (!metadata.problem().isEmpty()) {
      return new CutObject.Broken(metadata.knownName(), metadata.problem());
    }
    Metadata known = metadata.metadata(fields);
    if (metadataOnly) {
      return new CutObject.Whole(
          new ObservedObject(resource, known, metadata.frame(window)), metadata.initialEventsEnd());
    }
    byte[] json = metadata.managedFields().cutFrom(window.slice(start, end), start);
    if (!kindSeen && !apiVersionSeen && listKind.endsWith("List")) {
      json = withType(json, listKind.substring(0, listKind.length() - 4), listApiVersion);
    }
    return new CutObject.Whole(
        new ObservedObject(resource, known, Frame.ofJson(json)), metadata.initialEventsEnd());
  }

  private static boolean isText(JsonParser parser) throws IOException {
    boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
    parser.skipChildren();
    return text;
  }

  private static byte[] withType(byte[] json, String kind, String apiVersion) {
    byte[] type =
        ("{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"" + kind + "\",")
            .getBytes(StandardCharsets.UTF_8);
    byte[] typed = new byte[type.length + json.length - 1];
    System.arraycopy(type, 0, typed, 0, type.length);
    System.arraycopy(json, 1, typed, type.length, json.length - 1);
    return typed;
  }
}
