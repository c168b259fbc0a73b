package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Decodes the lines of a watch. Pure. */
final class WatchDecoder {

  /** What a line says. */
  sealed interface Decoded {
    /** Something to hand on. */
    record Event(StreamEvent event) implements Decoded {}

    /** The server ends the watch: an ERROR event. */
    record Failure(ApiFailure failure) implements Decoded {}
  }

  private final ObjectCutter cutter;

  WatchDecoder(Selection selection) {
    this.cutter = new ObjectCutter(selection);
  }

  /** Decodes one line; what cannot be decoded is an event too. */
  Decoded decode(byte[] line) {
    try (JsonParser parser = Json.FACTORY.createParser(line)) {
      return decode(parser, line);
    } catch (JsonProcessingException malformed) {
      return undecodable("malformed JSON: " + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException("reading from memory", impossible);
    }
  }

  private Decoded decode(JsonParser parser, byte[] line) throws IOException {
    JsonWindow window = (from, to) -> Arrays.copyOfRange(line, (int) from, (int) to);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return undecodable("a watch event is no JSON object");
    }
    String type = "";
    Optional<CutObject> object = Optional.empty();
    byte[] raw = line;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("type") && value == JsonToken.VALUE_STRING) {
        type = parser.getText();
      } else if (field.equals("object") && value == JsonToken.START_OBJECT) {
        long start = parser.currentTokenLocation().getByteOffset();
        object = Optional.of(cutter.cut(parser, window, "", ""));
        raw = type.equals("ERROR") ? window.slice(start, end(parser)) : line;
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      return undecodable("malformed JSON: more than one value in a watch event");
    }
    if (object.isEmpty()) {
      return undecodable("a watch event has no object");
    }
    return type.equals("ERROR")
        ? new Decoded.Failure(ApiFailure.ofStatus(raw))
        : new Decoded.Event(event(type, object.get()));
  }

  private static long end(JsonParser parser) {
    return parser.currentLocation().getByteOffset();
  }

  private static StreamEvent event(String type, CutObject cut) {
    return switch (cut) {
      case CutObject.Broken(Optional<NamespacedName> name, String problem) ->
          new StreamEvent.Undecodable(name, problem);
      case CutObject.Whole(ObservedObject object, boolean initialEventsEnd)
          when type.equals("BOOKMARK") ->
          bookmark(object.resourceVersion(), initialEventsEnd);
      case CutObject.Whole(ObservedObject object, _) -> change(type, object);
    };
  }

  private static StreamEvent bookmark(ResourceVersion version, boolean initialEventsEnd) {
    return initialEventsEnd ? new StreamEvent.Synced(version) : new StreamEvent.Bookmark(version);
  }

  private static StreamEvent change(String type, ObservedObject object) {
    Optional<StreamEvent> incomplete = Incomplete.find(object);
    return incomplete.orElseGet(() ->
        switch (type) {
          case "ADDED" -> new StreamEvent.Added(object);
          case "MODIFIED" -> new StreamEvent.Modified(object);
          case "DELETED" -> new StreamEvent.Deleted(object);
          default ->
              new StreamEvent.Undecodable(
                  Optional.of(object.name()), "unknown watch event type '" + type + "'");
        });
  }

  private static Decoded undecodable(String problem) {
    return new Decoded.Event(new StreamEvent.Undecodable(Optional.empty(), problem));
  }
}
