package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rest.Meta;
import java.util.List;

/** Puts objects of one kind into the form that a client wants. Used by one request's thread. */
final class Forms {

  private final MediaType mediaType;
  private final Tables tables;
  private final Kind kind;
  private final String includeObject;
  private boolean columnsShown;

  /**
   * @param includeObject what a table's row has of its object: {@code None}, {@code Metadata},
   *     {@code Object}; empty for the metadata
   */
  Forms(MediaType mediaType, Tables tables, Kind kind, String includeObject) {
    this.mediaType = mediaType;
    this.tables = tables;
    this.kind = kind;
    this.includeObject = includeObject;
  }

  /** An object by itself: a table of one row, its metadata, or the object. */
  ObjectNode one(ObjectNode object) {
    if (mediaType.table()) {
      ObjectNode table = table();
      String version = Meta.text(object, Meta.RESOURCE_VERSION);
      ObjectNode metadata = table.putObject("metadata");
      if (!version.isEmpty()) {
        metadata.put(Meta.RESOURCE_VERSION, version);
      }
      if (columnsShown) {
        table.putNull("columnDefinitions");
      } else {
        table.set("columnDefinitions", tables.columns(kind));
        columnsShown = true;
      }
      table.putArray("rows").add(row(object));
      return table;
    }
    return mediaType.partial() ? partial(object) : object;
  }

  /** What a list of objects is called, with its first fields. */
  ObjectNode list() {
    if (mediaType.table()) {
      return table();
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    return mediaType.partial()
        ? list.put("kind", "PartialObjectMetadataList").put("apiVersion", metaVersion())
        : list.put("kind", kind.listName()).put("apiVersion", kind.apiVersion());
  }

  /** An item of a list: those of built-in kinds do not say what they are. */
  ObjectNode item(ObjectNode object) {
    if (mediaType.table()) {
      return row(object);
    }
    if (mediaType.partial()) {
      return partial(object);
    }
    if (kind.custom()) {
      return object;
    }
    ObjectNode bare = JsonNodeFactory.instance.objectNode();
    bare.setAll(object);
    return bare.without(List.of("kind", "apiVersion"));
  }

  private ObjectNode table() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "Table")
        .put("apiVersion", metaVersion());
  }

  private ObjectNode row(ObjectNode object) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.set("cells", tables.cells(kind, object));
    switch (includeObject) {
      case "None" -> row.putNull("object");
      case "Object" -> row.set("object", object);
      default -> row.set("object", partial(object));
    }
    return row;
  }

  private ObjectNode partial(ObjectNode object) {
    ObjectNode partial =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "PartialObjectMetadata")
            .put("apiVersion", metaVersion());
    partial.set("metadata", object.path("metadata"));
    return partial;
  }

  private String metaVersion() {
    return "meta.k8s.io/" + (mediaType.version().isEmpty() ? "v1" : mediaType.version());
  }
}
