package dev.fairlead.sandbox.rejection;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field of an object is wrong.
 *
 * @param field a path such as {@code spec.template.spec.containers[0].name}
 * @param body the text without the field, such as {@code Required value}
 */
public record FieldError(Type type, String field, String body) {

  /** The kinds of field errors, with the reason of a Status cause. */
  public enum Type {
    NOT_FOUND("FieldValueNotFound", "Not found"),
    REQUIRED("FieldValueRequired", "Required value"),
    DUPLICATE("FieldValueDuplicate", "Duplicate value"),
    INVALID("FieldValueInvalid", "Invalid value"),
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
    FORBIDDEN("FieldValueForbidden", "Forbidden"),
    TOO_LONG("FieldValueTooLong", "Too long"),
    TOO_MANY("FieldValueTooMany", "Too many"),
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

    private final String reason;
    private final String title;

    Type(String reason, String title) {
      this.reason = reason;
      this.title = title;
    }

    public String reason() {
      return reason;
    }

    String title() {
      return title;
    }
  }

  public static FieldError required(String field, String detail) {
    return of(Type.REQUIRED, field, detail);
  }

  public static FieldError forbidden(String field, String detail) {
    return of(Type.FORBIDDEN, field, detail);
  }

  /** The value is printed as Go prints it: strings quoted, objects as JSON. */
  public static FieldError invalid(String field, JsonNode value, String detail) {
    return valued(Type.INVALID, field, value.toString(), detail);
  }

  public static FieldError duplicate(String field, JsonNode value) {
    return valued(Type.DUPLICATE, field, value.toString(), "");
  }

  /** An error whose text has no value in it. */
  public static FieldError of(Type type, String field, String detail) {
    return new FieldError(
        type, field, detail.isEmpty() ? type.title() : type.title() + ": " + detail);
  }

  /** An error that shows the value. */
  public static FieldError valued(Type type, String field, String value, String detail) {
    return new FieldError(
        type, field, type.title() + ": " + value + (detail.isEmpty() ? "" : ": " + detail));
  }

  /** The whole sentence. */
  public String text() {
    return field + ": " + body;
  }
}
