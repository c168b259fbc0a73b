package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the root of a schema may say if its status is validated by itself: nothing that concerns
 * both status and the rest.
 */
final class RootSchema {

  private static final List<String> ALLOWED =
      List.of(
          "Description",
          "Type",
          "Format",
          "Title",
          "Maximum",
          "ExclusiveMaximum",
          "Minimum",
          "ExclusiveMinimum",
          "MaxLength",
          "MinLength",
          "Pattern",
          "MaxItems",
          "MinItems",
          "UniqueItems",
          "MultipleOf",
          "Required",
          "Items",
          "Properties",
          "ExternalDocs",
          "Example",
          "XPreserveUnknownFields",
          "XValidations");

  private RootSchema() {}

  static void validate(JsonNode schema, String path, Faults faults) {
    String type = schema.path("type").asText();
    if (!type.isEmpty() && !type.equals("object")) {
      faults.invalid(
          path + ".type",
          type,
          "only \"object\" is allowed as the type at the root of the schema if the status"
              + " subresource is enabled");
      return;
    }
    for (var keyword : schema.properties()) {
      boolean empty = keyword.getValue().isBoolean() && !keyword.getValue().asBoolean();
      if (!empty && !ALLOWED.contains(internal(keyword.getKey()))) {
        faults.invalid(
            path,
            schema,
            "only ["
                + String.join(" ", ALLOWED)
                + "] fields are allowed at the root of the schema if the status subresource is"
                + " enabled");
        return;
      }
    }
  }

  /** The name of a keyword in kube-apiserver's own type. */
  private static String internal(String keyword) {
    if (keyword.startsWith("x-kubernetes-")) {
      StringBuilder name = new StringBuilder("X");
      for (String word : keyword.substring("x-kubernetes-".length()).split("-", -1)) {
        name.append(capital(word));
      }
      return name.toString();
    }
    return capital(keyword);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
