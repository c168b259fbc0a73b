package dev.fairlead.sandbox.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.rest.Call;
import dev.fairlead.sandbox.rest.RequestInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A request that was answered, as {@code audit.k8s.io/v1} tells it at the level Metadata.
 *
 * @param uri path and query as they came
 * @param user empty if the request did not show a known one
 * @param body what the object in the request's body says of itself, which may be more than the path
 * @param contentType of the request's body; empty if it has none. An annotation tells it, since the
 *     API has no field for it
 * @param status the code, and the reason and message of a refusal
 */
public record AuditEvent(
    String id,
    String uri,
    RequestInfo info,
    Optional<User> user,
    String sourceIp,
    String userAgent,
    Call.Reference body,
    String contentType,
    ObjectNode status,
    Instant received,
    Instant answered) {

  /** The annotation that tells a body's content type. */
  public static final String CONTENT_TYPE = "sandbox.fairlead.dev/content-type";

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final List<String> OF_STATUS = List.of("status", "message", "reason", "code");

  /** As one line says it, its fields in kube-apiserver's order. */
  ObjectNode json() {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "Event")
            .put("apiVersion", "audit.k8s.io/v1")
            .put("level", "Metadata")
            .put("auditID", id)
            .put("stage", "ResponseComplete")
            .put("requestURI", uri)
            .put("verb", info.verb());
    event.set("user", userJson());
    event.putArray("sourceIPs").add(sourceIp);
    putUnlessEmpty(event, "userAgent", userAgent);
    if (info.resourceRequest()) {
      event.set("objectRef", reference());
    }
    ObjectNode result = event.putObject("responseStatus");
    result.putObject("metadata");
    OF_STATUS.stream().filter(status::has).forEach(it -> result.set(it, status.get(it)));
    event
        .put("requestReceivedTimestamp", MICROS.format(received))
        .put("stageTimestamp", MICROS.format(answered));
    if (!contentType.isEmpty()) {
      event.putObject("annotations").put(CONTENT_TYPE, contentType);
    }
    return event;
  }

  private ObjectNode userJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    user.ifPresent(it -> {
      json.put("username", it.name());
      putUnlessEmpty(json, "uid", it.uid());
      it.groups().forEach(json.withArray("groups")::add);
      it.extra()
          .forEach((key, values) -> {
            var array = json.withObject("extra").putArray(key);
            values.forEach(array::add);
          });
    });
    return json;
  }

  private ObjectNode reference() {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    putUnlessEmpty(reference, "resource", info.resource());
    putUnlessEmpty(reference, "namespace", first(info.namespace(), body.namespace()));
    putUnlessEmpty(reference, "name", first(info.name(), body.name()));
    putUnlessEmpty(reference, "uid", body.uid());
    putUnlessEmpty(reference, "apiGroup", info.group());
    putUnlessEmpty(reference, "apiVersion", info.version());
    putUnlessEmpty(reference, "resourceVersion", body.resourceVersion());
    putUnlessEmpty(reference, "subresource", info.subresource());
    return reference;
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static void putUnlessEmpty(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }
}
