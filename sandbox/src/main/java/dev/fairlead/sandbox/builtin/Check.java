package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value while it is checked: what it is, where it stands, and where its errors go. Parts of a
 * value are checks of their own that put their errors into the same list.
 *
 * @param node a missing node for a field that is not there
 * @param path empty for the whole object
 * @param errors in the order in which they are found
 */
record Check(JsonNode node, String path, List<FieldError> errors) {

  static Check of(JsonNode object) {
    return new Check(object, "", new ArrayList<>());
  }

  /** A part, by dotted names. */
  Check at(String names) {
    return new Check(Json.at(node, names), path.isEmpty() ? names : path + "." + names, errors);
  }

  /** A value of a map. */
  Check key(String key) {
    return new Check(node.path(key), path + "[" + key + "]", errors);
  }

  Check item(int index) {
    return new Check(node.path(index), path + "[" + index + "]", errors);
  }

  List<Check> items() {
    List<Check> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(item(i));
    }
    return items;
  }

  /** The same place with another value. */
  Check with(JsonNode other) {
    return new Check(other, path, errors);
  }

  boolean present() {
    return Json.present(node);
  }

  boolean zero() {
    return Json.zero(node);
  }

  String text() {
    return node.asText("");
  }

  long number() {
    return node.asLong();
  }

  boolean is(String text) {
    return node.isTextual() && node.textValue().equals(text);
  }

  Check required() {
    return required("");
  }

  Check required(String detail) {
    errors.add(FieldError.required(path, detail));
    return this;
  }

  /** Wrong if there is nothing. */
  Check needed() {
    return zero() ? required() : this;
  }

  Check invalid(String detail) {
    errors.add(FieldError.invalid(path, shown(), detail));
    return this;
  }

  /** Wrong for each of the reasons. */
  Check invalid(Collection<String> details) {
    details.forEach(this::invalid);
    return this;
  }

  Check forbidden(String detail) {
    errors.add(FieldError.forbidden(path, detail));
    return this;
  }

  /** Wrong as it shows itself in other words. */
  Check invalid(String shown, String detail) {
    errors.add(FieldError.valued(FieldError.Type.INVALID, path, shown, detail));
    return this;
  }

  Check duplicate() {
    errors.add(FieldError.duplicate(path, node));
    return this;
  }

  Check notFound() {
    errors.add(FieldError.valued(FieldError.Type.NOT_FOUND, path, shown().toString(), ""));
    return this;
  }

  Check tooLong(int bytesMax) {
    errors.add(
        FieldError.of(
            FieldError.Type.TOO_LONG, path, "may not be more than %d bytes".formatted(bytesMax)));
    return this;
  }

  Check notSupported(List<String> values) {
    errors.add(
        FieldError.valued(
            FieldError.Type.NOT_SUPPORTED,
            path,
            shown().toString(),
            values.stream()
                .map(value -> "\"" + value + "\"")
                .collect(Collectors.joining(", ", "supported values: ", ""))));
    return this;
  }

  /** Wrong if it is anything else. */
  Check neededOneOf(String... values) {
    return zero() ? required() : oneOf(values);
  }

  /** Wrong if it is anything else. */
  Check oneOf(String... values) {
    return List.of(values).contains(text()) ? this : notSupported(List.of(values));
  }

  Check notNegative() {
    return number() < 0 ? invalid("must be greater than or equal to 0") : this;
  }

  /** Wrong for each of these parts that is negative. */
  Check noneNegative(List<String> parts) {
    parts.forEach(part -> at(part).notNegative());
    return this;
  }

  Check within(long min, long max) {
    return number() < min || number() > max
        ? invalid("must be between %d and %d, inclusive".formatted(min, max))
        : this;
  }

  Check port() {
    return within(1, 65_535);
  }

  /** Wrong unless it is the number of a port, or the name of one. */
  Check portOrName() {
    return node.isTextual() ? invalid(Formats.portName(text())) : with(numeral()).port();
  }

  private JsonNode numeral() {
    return node.isNumber() ? node : Json.node(0);
  }

  /** Wrong unless it is a number or a percentage that is not negative. */
  Check amountOrPercent() {
    return node.isTextual() ? invalid(Formats.percent(text())) : notNegative();
  }

  /** Wrong if it is a percentage above 100. */
  Check atMostAll() {
    return amount() > 100 && node.isTextual() ? invalid("must not be greater than 100%") : this;
  }

  /** The number, or the number of percents. */
  long amount() {
    String digits = text().replace("%", "");
    return digits.matches("-?[0-9]{1,9}") ? Long.parseLong(digits) : 0;
  }

  /** Wrong unless both are the same, where an absent value is like none. */
  Check immutable(Check old) {
    boolean same = present() ? node.equals(old.node) : !old.present();
    return same
        ? this
        : (present() ? this : with(NullNode.getInstance())).invalid("field is immutable");
  }

  private JsonNode shown() {
    return node.isMissingNode() ? TextNode.valueOf("") : node;
  }
}
