package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads one page of a list while it arrives, and hands on each item as soon as it is whole. */
final class PageReader {

  /**
   * What stands around the items.
   *
   * @param resourceVersion the version of the list
   * @param token asks for the next page; empty on the last
   */
  record Page(ResourceVersion resourceVersion, String token) {}

  private final ObjectCutter cutter;
  private final int objectBytesMax;
  private String kind = "";
  private String apiVersion = "";
  private String resourceVersion = "";
  private String token = "";

  PageReader(Selection selection, int objectBytesMax) {
    this.cutter = new ObjectCutter(selection);
    this.objectBytesMax = objectBytesMax;
  }

  /**
   * Reads a page to its end.
   *
   * @throws IOException when the JSON is malformed or the connection broke
   * @throws InterruptedException from the handler
   */
  Page read(InputStream bytes, StreamHandler handler) throws IOException, InterruptedException {
    RecordedInput recorded = new RecordedInput(bytes, objectBytesMax);
    try (JsonParser parser = Json.FACTORY.createParser(recorded)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the answer is no list");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readField(parser, recorded, handler);
        recorded.forgetBefore(parser.currentLocation().getByteOffset());
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("the list ended in the middle");
      }
      // To the last byte, so that the connection can be used again.
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    return new Page(new ResourceVersion(resourceVersion), token);
  }

  private void readField(JsonParser parser, RecordedInput recorded, StreamHandler handler)
      throws IOException, InterruptedException {
    String field = parser.currentName();
    JsonToken value = parser.nextToken();
    if (field.equals("items") && value == JsonToken.START_ARRAY) {
      readItems(parser, recorded, handler);
    } else if (field.equals("metadata") && value == JsonToken.START_OBJECT) {
      readMetadata(parser);
    } else if (field.equals("kind") && value == JsonToken.VALUE_STRING) {
      kind = parser.getText();
    } else if (field.equals("apiVersion") && value == JsonToken.VALUE_STRING) {
      apiVersion = parser.getText();
    } else {
      parser.skipChildren();
    }
  }

  private void readMetadata(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("resourceVersion") && value == JsonToken.VALUE_STRING) {
        resourceVersion = parser.getText();
      } else if (field.equals("continue") && value == JsonToken.VALUE_STRING) {
        token = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readItems(JsonParser parser, RecordedInput recorded, StreamHandler handler)
      throws IOException, InterruptedException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        handler.on(event(cutter.cut(parser, recorded, kind, apiVersion)));
      } else if (parser.currentToken() == null) {
        throw new IOException("the list ended in the middle");
      } else {
        parser.skipChildren();
        handler.on(new StreamEvent.Undecodable(Optional.empty(), "an item is no JSON object"));
      }
      recorded.forgetBefore(parser.currentLocation().getByteOffset());
    }
  }

  private static StreamEvent event(CutObject cut) {
    return switch (cut) {
      case CutObject.Broken(Optional<NamespacedName> name, String problem) ->
          new StreamEvent.Undecodable(name, problem);
      case CutObject.Whole(ObservedObject object, _) ->
          Incomplete.find(object).orElseGet(() -> new StreamEvent.Added(object));
    };
  }
}
