package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one {@code metadata}; wrong types are noted as a problem, and reading goes on. */
final class MetadataReader {

  private static final String OWN_PREFIX = "fairlead.dev/";
  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private static final byte[] HEAD = "{\"metadata\":".getBytes(StandardCharsets.US_ASCII);

  private final StringPool pool;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private final List<OwnerReference> owners = new ArrayList<>();
  private String name = "";
  private String namespace = "";
  private String uid = "";
  private String resourceVersion = "";
  private long generation;
  private boolean deleting;
  private boolean initialEventsEnd;
  private boolean seen;
  private long from;
  private long to;
  private Excision managedFields = Excision.NOTHING;
  private String problem = "";

  /** For one object; the pool is shared by all of its stream. */
  MetadataReader(StringPool pool) {
    this.pool = pool;
  }

  /** Reads the value of the field {@code metadata} the parser stands on, to its END_OBJECT. */
  void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      note("metadata is no object");
      return;
    }
    seen = true;
    from = parser.currentTokenLocation().getByteOffset();
    JsonToken token = parser.nextToken();
    while (token == JsonToken.FIELD_NAME) {
      if (parser.currentName().equals("managedFields")) {
        token = passManagedFields(parser);
      } else {
        readField(parser);
        token = parser.nextToken();
      }
    }
    to = parser.currentLocation().getByteOffset();
  }

  private JsonToken passManagedFields(JsonParser parser) throws IOException {
    long begin = parser.currentTokenLocation().getByteOffset();
    parser.nextToken();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    JsonToken next = parser.nextToken();
    boolean last = next != JsonToken.FIELD_NAME;
    managedFields =
        new Excision(begin, last ? end : parser.currentTokenLocation().getByteOffset(), last);
    return next;
  }

  private void readField(JsonParser parser) throws IOException {
    String field = parser.currentName();
    parser.nextToken();
    switch (field) {
      case "name" -> name = text(parser, field);
      case "namespace" -> namespace = pool.one(text(parser, field));
      case "uid" -> uid = text(parser, field);
      case "resourceVersion" -> resourceVersion = text(parser, field);
      case "generation" -> generation = number(parser);
      case "deletionTimestamp" -> deleting = !text(parser, field).isEmpty();
      case "labels" -> readTexts(parser, field);
      case "annotations" -> readTexts(parser, field);
      case "ownerReferences" -> readOwners(parser);
      default -> parser.skipChildren();
    }
  }

  private void readTexts(JsonParser parser, String field) throws IOException {
    if (isNot(parser, JsonToken.START_OBJECT, field)) {
      return;
    }
    boolean label = field.equals("labels");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (label) {
        labels.put(key, pool.one(text(parser, field)));
      } else if (key.startsWith(OWN_PREFIX)) {
        annotations.put(key, text(parser, field));
      } else if (key.equals(INITIAL_EVENTS_END)) {
        initialEventsEnd = text(parser, field).equals("true");
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readOwners(JsonParser parser) throws IOException {
    if (isNot(parser, JsonToken.START_ARRAY, "ownerReferences")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!isNot(parser, JsonToken.START_OBJECT, "ownerReferences")) {
        owners.add(readOwner(parser));
      }
    }
  }

  private OwnerReference readOwner(JsonParser parser) throws IOException {
    String apiVersion = "";
    String kind = "";
    String owner = "";
    String ownerUid = "";
    boolean controller = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "apiVersion" -> apiVersion = pool.one(text(parser, field));
        case "kind" -> kind = pool.one(text(parser, field));
        case "name" -> owner = text(parser, field);
        case "uid" -> ownerUid = text(parser, field);
        case "controller" -> controller = value == JsonToken.VALUE_TRUE;
        default -> parser.skipChildren();
      }
    }
    return new OwnerReference(GroupVersionKind.of(apiVersion, kind), owner, ownerUid, controller);
  }

  /** Whether the value is null, or of another type, which is noted; it is skipped then. */
  private boolean isNot(JsonParser parser, JsonToken start, String field) throws IOException {
    if (parser.currentToken() == start) {
      return false;
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      note("metadata." + field + " has the wrong type");
      parser.skipChildren();
    }
    return true;
  }

  private String text(JsonParser parser, String field) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> "";
      default -> {
        note("metadata." + field + " is no text");
        parser.skipChildren();
        yield "";
      }
    };
  }

  private long number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    note("metadata.generation is no whole number");
    parser.skipChildren();
    return 0;
  }

  private void note(String found) {
    if (problem.isEmpty()) {
      problem = found;
    }
  }

  /** What is wrong, the first thing found; empty if nothing. */
  String problem() {
    if (!problem.isEmpty()) {
      return problem;
    }
    return seen ? "" : "the object has no metadata";
  }

  Optional<NamespacedName> knownName() {
    return name.isEmpty() ? Optional.empty() : Optional.of(new NamespacedName(namespace, name));
  }

  /** Where managedFields stand in the stream. */
  Excision managedFields() {
    return managedFields;
  }

  /** An object that has the metadata, without managedFields, and nothing else. */
  Frame frame(JsonWindow window) {
    byte[] metadata = managedFields.cutFrom(window.slice(from, to), from);
    byte[] json = new byte[HEAD.length + metadata.length + 1];
    System.arraycopy(HEAD, 0, json, 0, HEAD.length);
    System.arraycopy(metadata, 0, json, HEAD.length, metadata.length);
    json[json.length - 1] = '}';
    return Frame.ofJson(json);
  }

  /** Whether this is the bookmark that ends the initial set. */
  boolean initialEventsEnd() {
    return initialEventsEnd;
  }

  Metadata metadata(Map<String, String> fields) {
    return new Metadata(
        new NamespacedName(namespace, name),
        uid,
        new ResourceVersion(resourceVersion),
        generation,
        deleting,
        labels,
        annotations,
        owners,
        fields);
  }
}
