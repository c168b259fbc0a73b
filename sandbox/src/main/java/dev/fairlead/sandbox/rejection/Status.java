package dev.fairlead.sandbox.rejection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The API's answer to a request that failed: {@code meta.k8s.io/v1 Status}.
 *
 * @param reason in the API's words, such as {@code NotFound}; empty where it gives none
 * @param details what it is about; empty where the API says nothing
 * @param next the token with which an expired list can go on; empty for none
 */
public record Status(
    int code, String reason, String message, Optional<Details> details, String next) {

  /** An answer that offers nothing to go on with. */
  public Status(int code, String reason, String message, Optional<Details> details) {
    this(code, reason, message, details, "");
  }

  /**
   * @param name the object's name; empty for none
   * @param kind the resource or the kind, as the API has it for this reason
   */
  public record Details(
      String name,
      String group,
      String kind,
      String uid,
      List<Cause> causes,
      OptionalInt retryAfterSeconds) {

    /** Details that say nothing. */
    public static final Details NONE = new Details("", "", "", "", List.of(), OptionalInt.empty());
  }

  /** One of several things that are wrong. */
  public record Cause(String reason, String message, String field) {}

  /** A refusal that is about nothing in particular. */
  public static Status of(int code, String reason, String message) {
    return new Status(code, reason, message, Optional.empty());
  }

  public static Status badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  /** An object that is not there. */
  public static Status notFound(String group, String resource, String name) {
    return about(
        404,
        "NotFound",
        group,
        resource,
        name,
        qualified(group, resource) + " \"" + name + "\" not found");
  }

  public static Status alreadyExists(String group, String resource, String name) {
    return about(
        409,
        "AlreadyExists",
        group,
        resource,
        name,
        qualified(group, resource) + " \"" + name + "\" already exists");
  }

  /**
   * @param why the cause, such as "the object has been modified; please apply your changes to the
   *     latest version and try again"
   */
  public static Status conflict(String group, String resource, String name, String why) {
    return about(
        409,
        "Conflict",
        group,
        resource,
        name,
        "Operation cannot be fulfilled on %s \"%s\": %s"
            .formatted(qualified(group, resource), name, why));
  }

  /**
   * @param errors at least one
   */
  public static Status invalid(String group, String kind, String name, List<FieldError> errors) {
    List<String> texts = errors.stream().map(FieldError::text).distinct().toList();
    String why = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    return new Status(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(qualified(group, kind), name, why),
        Optional.of(
            new Details(
                name,
                group,
                kind,
                "",
                errors.stream()
                    .map(error -> new Cause(error.type().reason(), error.body(), error.field()))
                    .collect(Collectors.toList()),
                OptionalInt.empty())));
  }

  private static Status about(
      int code, String reason, String group, String kind, String name, String message) {
    return new Status(
        code,
        reason,
        message,
        Optional.of(new Details(name, group, kind, "", List.of(), OptionalInt.empty())));
  }

  private static String qualified(String group, String resource) {
    return group.isEmpty() ? resource : resource + "." + group;
  }

  /** The same, with a token to go on with. */
  public Status continuing(String token) {
    return new Status(code, reason, message, details, token);
  }

  public Rejection rejection() {
    return new Rejection(this);
  }

  /** As it goes over the wire. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "Status").put("apiVersion", "v1");
    putUnlessEmpty(json.putObject("metadata"), "continue", next);
    json.put("status", "Failure").put("message", message);
    if (!reason.isEmpty()) {
      json.put("reason", reason);
    }
    details.ifPresent(it -> putDetails(json.putObject("details"), it));
    return json.put("code", code);
  }

  private static void putDetails(ObjectNode json, Details details) {
    putUnlessEmpty(json, "name", details.name());
    putUnlessEmpty(json, "group", details.group());
    putUnlessEmpty(json, "kind", details.kind());
    putUnlessEmpty(json, "uid", details.uid());
    if (!details.causes().isEmpty()) {
      var causes = json.putArray("causes");
      for (Cause cause : details.causes()) {
        ObjectNode one = causes.addObject();
        putUnlessEmpty(one, "reason", cause.reason());
        putUnlessEmpty(one, "message", cause.message());
        putUnlessEmpty(one, "field", cause.field());
      }
    }
    details.retryAfterSeconds().ifPresent(seconds -> json.put("retryAfterSeconds", seconds));
  }

  private static void putUnlessEmpty(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }
}
