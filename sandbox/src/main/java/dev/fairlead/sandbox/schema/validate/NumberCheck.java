package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.function.Consumer;

/**
 * A number against its bounds. Integers are compared as integers, with bounds that lose their
 * fraction, as the API does.
 *
 * @param schema the schema's document
 * @param type {@code integer}, {@code number}; empty where the schema has no single type
 * @param format one that the type may have, or empty
 */
record NumberCheck(Place place, JsonNode schema, String type, String format) {

  void check(JsonNode value, Consumer<FieldError> errors) {
    outOfRange(value, "Checked", errors);
    multipleOf(value, errors);
    bound(value, "minimum", "exclusiveMinimum", "Minimum boundary", "greater than", errors);
    bound(value, "maximum", "exclusiveMaximum", "Maximum boundary", "less than", errors);
  }

  private boolean outOfRange(JsonNode value, String what, Consumer<FieldError> errors) {
    boolean fits =
        type.equals("integer")
            ? isWhole(value)
                && (!format.equals("int32") || (int) value.longValue() == value.longValue())
            : !format.equals("float") || Float.isFinite((float) value.doubleValue());
    if (!fits) {
      String as = format.isEmpty() ? " (default format)" : " with format " + format;
      errors.accept(
          place.general(
              "%s value must be of type %s%s in %s".formatted(what, type, as, place.path())));
    }
    return !fits;
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber()
        || (value.doubleValue() == Math.rint(value.doubleValue()) && value.canConvertToLong());
  }

  private void multipleOf(JsonNode value, Consumer<FieldError> errors) {
    if (!schema.has("multipleOf")) {
      return;
    }
    JsonNode factor = schema.get("multipleOf");
    boolean integers = !outOfRange(factor, "MultipleOf", errors) && value.isIntegralNumber();
    double by = integers ? factor.longValue() : factor.doubleValue();
    if (by <= 0) {
      String shown = GoText.number(by);
      errors.accept(
          FieldError.valued(
              FieldError.Type.INVALID,
              place.field(),
              shown,
              "factor MultipleOf declared for %s must be positive: %s"
                  .formatted(place.path(), shown)));
      return;
    }
    double times = by < 1 ? 1 / by * value.doubleValue() : value.doubleValue() / by;
    boolean multiple =
        integers ? value.longValue() % (long) by == 0 : Math.abs(times - Math.rint(times)) < 1e-9;
    if (!multiple) {
      errors.accept(invalid(value, "should be a multiple of " + GoText.number(by)));
    }
  }

  private void bound(
      JsonNode value,
      String keyword,
      String exclusively,
      String what,
      String relation,
      Consumer<FieldError> errors) {
    if (!schema.has(keyword)) {
      return;
    }
    JsonNode limit = schema.get(keyword);
    boolean integers = !outOfRange(limit, what, errors) && value.isIntegralNumber();
    boolean exclusive = schema.path(exclusively).asBoolean(false);
    int order =
        integers
            ? Long.compare(value.longValue(), (long) limit.doubleValue())
            : Double.compare(value.doubleValue(), limit.doubleValue());
    boolean wrong =
        (exclusive && order == 0) || (keyword.equals("minimum") ? order < 0 : order > 0);
    if (wrong) {
      String shown = GoText.number(integers ? limit.longValue() : limit.doubleValue());
      String orEqual = exclusive ? "" : " or equal to";
      errors.accept(invalid(value, "should be " + relation + orEqual + " " + shown));
    }
  }

  private FieldError invalid(JsonNode value, String what) {
    return FieldError.valued(
        FieldError.Type.INVALID,
        place.field(),
        GoText.value(value),
        "%s in body %s".formatted(place.path(), what));
  }
}
