package dev.fairlead.kube.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Events as events.k8s.io/v1 has them. Pure. */
final class Events {

  private static final GroupVersionResource RESOURCE =
      new GroupVersionResource("events.k8s.io", "v1", "events");
  private static final int NOTE_BYTES_MAX = 1024;
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Events() {}

  static ObjectRef ref(String namespace, String name) {
    return new ObjectRef(RESOURCE, new NamespacedName(namespace, name));
  }

  static ObjectNode body(EventReport report) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", RESOURCE.apiVersion()).put("kind", "Event");
    event.putObject("metadata").put("name", report.name()).put("namespace", report.namespace());
    event
        .putObject("regarding")
        .put("apiVersion", report.regarding().apiVersion())
        .put("kind", report.regarding().kind())
        .put("namespace", report.object().namespace())
        .put("name", report.object().name())
        .put("uid", report.uid());
    return event
        .put("type", report.warning() ? "Warning" : "Normal")
        .put("reason", report.reason())
        .put("action", report.action())
        .put("note", cut(report.note()))
        .put("eventTime", MICRO_TIME.format(report.at()))
        .put("reportingController", report.controller())
        .put("reportingInstance", report.instance());
  }

  static ObjectNode series(int count, Instant last) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putObject("series").put("count", count).put("lastObservedTime", MICRO_TIME.format(last));
    return event;
  }

  /** At most as many bytes as the server takes, without half a character at the end. */
  private static String cut(String note) {
    ByteBuffer bytes = ByteBuffer.allocate(NOTE_BYTES_MAX);
    CharBuffer characters = CharBuffer.wrap(note);
    StandardCharsets.UTF_8.newEncoder().encode(characters, bytes, true);
    return note.substring(0, characters.position());
  }
}
