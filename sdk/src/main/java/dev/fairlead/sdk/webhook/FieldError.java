package dev.fairlead.sdk.webhook;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What is wrong with one field, in the words of Kubernetes' own validation.
 *
 * @param field as people write it, such as {@code spec.ports[0].name}
 * @param cause the kind of error
 * @param message what follows the field in an error message
 */
public record FieldError(String field, Cause cause, String message) {

  /** The kinds of errors, with the names that programs know them by. */
  public enum Cause {
    REQUIRED("FieldValueRequired"),
    INVALID("FieldValueInvalid"),
    NOT_SUPPORTED("FieldValueNotSupported"),
    DUPLICATE("FieldValueDuplicate"),
    FORBIDDEN("FieldValueForbidden");

    private final String reason;

    Cause(String reason) {
      this.reason = reason;
    }

    /** As it stands in {@code status.details.causes[].reason}. */
    public String reason() {
      return reason;
    }
  }

  /** The field must be there, and is not. */
  public static FieldError required(String field, String detail) {
    return new FieldError(field, Cause.REQUIRED, "Required value: " + detail);
  }

  /** The value is not good. Never for secrets: it is shown. */
  public static FieldError invalid(String field, Object value, String detail) {
    return new FieldError(field, Cause.INVALID, "Invalid value: " + text(value) + ": " + detail);
  }

  /** The value is none of those that are taken. */
  public static FieldError notSupported(String field, Object value, Collection<?> supported) {
    return new FieldError(
        field,
        Cause.NOT_SUPPORTED,
        "Unsupported value: %s: supported values: %s"
            .formatted(
                text(value),
                supported.stream().map(FieldError::text).collect(Collectors.joining(", "))));
  }

  /** The value is there already, where it may be once. */
  public static FieldError duplicate(String field, Object value) {
    return new FieldError(field, Cause.DUPLICATE, "Duplicate value: " + text(value));
  }

  /** The field may not be set, or not be changed. */
  public static FieldError forbidden(String field, String detail) {
    return new FieldError(field, Cause.FORBIDDEN, "Forbidden: " + detail);
  }

  @Override
  public String toString() {
    return field + ": " + message;
  }

  private static String text(Object value) {
    return value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
  }
}
