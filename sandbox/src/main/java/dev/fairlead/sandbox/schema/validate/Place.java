package dev.fairlead.sandbox.schema.validate;

import dev.fairlead.sandbox.rejection.FieldError;

/**
 * Where a value is.
 *
 * @param root what stands before the path in the fields of errors, such as {@code status}
 * @param path as messages name it
 */
record Place(String root, String path) {

  /** What the API prints for no field. */
  private static final String NOWHERE = "<nil>";

  Place property(String name) {
    return new Place(root, path.isEmpty() ? name : path + "." + name);
  }

  /** The API names a field of a map, and one that is missing, with a dot even at the root. */
  Place dotted(String name) {
    return new Place(root, path + "." + name);
  }

  Place index(int index) {
    return new Place(root, path + "[" + index + "]");
  }

  /** The field of an error. */
  String field() {
    String bare = path.startsWith(".") ? path.substring(1) : path;
    if (bare.isEmpty()) {
      return root.isEmpty() ? NOWHERE : root;
    }
    return root.isEmpty() ? bare : root + "." + bare;
  }

  /** An error that the API gives no field of its own. */
  FieldError general(String message) {
    return FieldError.valued(
        FieldError.Type.INVALID, root.isEmpty() ? NOWHERE : root, "\"\"", message);
  }
}
