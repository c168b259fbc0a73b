package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rest.Answer;
import dev.fairlead.sandbox.store.watch.Watch;
import dev.fairlead.sandbox.store.watch.WatchEvent;
import java.io.IOException;
import java.util.List;

/** Writes what a verb answers: whole, item by item, or event by event. Thread-safe. */
final class AnswerWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tables tables;

  AnswerWriter(Tables tables) {
    this.tables = tables;
  }

  /** Returns when all is written, or the client has gone. */
  void write(Exchange exchange, MediaType mediaType, Answer answer)
      throws IOException, InterruptedException {
    switch (answer) {
      case Answer.One one ->
          exchange.object(
              one.code(), mediaType, forms(exchange, mediaType, one.kind()).one(one.object()));
      case Answer.Plain plain -> exchange.object(plain.code(), mediaType, plain.object());
      case Answer.Many many ->
          list(exchange, mediaType, many, forms(exchange, mediaType, many.kind()));
      case Answer.Watching watching ->
          watch(exchange, watching, forms(exchange, mediaType, watching.kind()));
    }
  }

  private Forms forms(Exchange exchange, MediaType mediaType, Kind kind) {
    return new Forms(mediaType, tables, kind, exchange.info().query().text("includeObject"));
  }

  private void list(Exchange exchange, MediaType mediaType, Answer.Many many, Forms forms)
      throws IOException {
    try (JsonGenerator out = exchange.generator(200, mediaType)) {
      out.writeStartObject();
      for (var field : forms.list().properties()) {
        out.writeObjectField(field.getKey(), field.getValue());
      }
      boolean bare = many.kind().custom() && !mediaType.table() && !mediaType.partial();
      out.writeObjectField("metadata", metadata(many, bare));
      if (mediaType.table()) {
        out.writeObjectField("columnDefinitions", tables.columns(many.kind()));
      }
      out.writeArrayFieldStart(mediaType.table() ? "rows" : "items");
      for (ObjectNode item : many.items()) {
        out.writeObject(forms.item(item));
      }
      out.writeEndArray();
      out.writeEndObject();
      if (!mediaType.yaml()) {
        out.writeRaw('\n');
      }
    }
  }

  /**
   * @param bare a list of custom resources as they are says even that it does not go on
   */
  private static ObjectNode metadata(Answer.Many many, boolean bare) {
    ObjectNode metadata =
        JsonNodeFactory.instance.objectNode().put("resourceVersion", many.resourceVersion());
    if (!many.next().isEmpty() || bare) {
      metadata.put("continue", many.next());
    }
    many.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    return metadata;
  }

  private static void watch(Exchange exchange, Answer.Watching watching, Forms forms)
      throws IOException, InterruptedException {
    try (Watch watch = watching.watch();
        WatchOutput out = exchange.watchOutput()) {
      out.onClose(watch::close);
      for (List<WatchEvent> events = watch.take(); !events.isEmpty(); events = watch.take()) {
        for (WatchEvent event : events) {
          out.write(JSON.writeValueAsBytes(json(event, watching.kind(), forms)));
        }
        out.flush();
      }
    }
  }

  private static ObjectNode json(WatchEvent event, Kind kind, Forms forms) {
    return switch (event) {
      case WatchEvent.Added added -> line("ADDED", forms.one(in(kind, added.stored().object())));
      case WatchEvent.Modified modified ->
          line("MODIFIED", forms.one(in(kind, modified.stored().object())));
      case WatchEvent.Deleted deleted ->
          line("DELETED", forms.one(in(kind, deleted.stored().object())));
      case WatchEvent.Bookmark bookmark -> line("BOOKMARK", forms.one(bookmark(bookmark, kind)));
      case WatchEvent.Failed failed -> line("ERROR", failed.status().json());
    };
  }

  private static ObjectNode in(Kind kind, ObjectNode object) {
    return Versions.in(kind, object);
  }

  private static ObjectNode line(String type, ObjectNode object) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("type", type);
    line.set("object", object);
    return line;
  }

  private static ObjectNode bookmark(WatchEvent.Bookmark bookmark, Kind kind) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", kind.name())
            .put("apiVersion", kind.apiVersion());
    ObjectNode metadata =
        object.putObject("metadata").put("resourceVersion", Long.toString(bookmark.revision()));
    if (bookmark.initialEventsEnd()) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return object;
  }
}
