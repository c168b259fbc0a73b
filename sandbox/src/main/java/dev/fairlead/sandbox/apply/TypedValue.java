package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A value and its type: what field management works with. Nothing here changes the value; results
 * may share parts with it.
 */
record TypedValue(JsonNode value, Type type) {

  /**
   * What does not fit the type, one sentence each.
   *
   * @param duplicates whether a list may have the same item twice
   */
  List<String> misfits(boolean duplicates) {
    return Conformance.misfits(this, duplicates);
  }

  /** Every leaf and every item that the value has. */
  FieldSet fieldSet() {
    return FieldSetReader.read(this);
  }

  /** What has to change to come from this to the other. */
  Comparison compare(TypedValue other) {
    return Comparison.of(this, other);
  }

  /** This with everything that the other specifies; nothing is taken away. */
  TypedValue merge(TypedValue other) {
    return new TypedValue(Merge.merge(value, other.value, type), type);
  }

  /** This without the paths of the set. */
  TypedValue without(FieldSet removed) {
    return new TypedValue(Removal.remove(value, removed, type), type);
  }
}
