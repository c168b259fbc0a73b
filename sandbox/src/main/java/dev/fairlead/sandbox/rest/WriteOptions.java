package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.decode.FieldValidation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a write is to be done.
 *
 * @param dryRun nothing is stored
 * @param validation what becomes of fields that the kind does not have
 * @param force takes fields over from other managers; only an apply may say
 */
record WriteOptions(boolean dryRun, FieldValidation validation, Optional<Boolean> force) {

  private static final int MANAGER_BYTES_MAX = 128;
  private static final String GROUP = "meta.k8s.io";
  private static final Set<String> VALIDATIONS = Set.of("", "Ignore", "Strict", "Warn");

  /** Reads the options of a create or an update. */
  static WriteOptions parse(Parameters query, String kind) throws Rejection {
    return parse(query, kind, new ArrayList<>());
  }

  /** Reads the options of a patch. */
  static WriteOptions ofPatch(Parameters query, boolean apply) throws Rejection {
    List<FieldError> errors = new ArrayList<>();
    if (apply && query.text("fieldManager").isEmpty()) {
      errors.add(FieldError.required("fieldManager", "is required for apply patch"));
    }
    if (!apply && query.has("force")) {
      errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
    }
    return parse(query, "PatchOptions", errors);
  }

  private static WriteOptions parse(Parameters query, String kind, List<FieldError> errors)
      throws Rejection {
    errors.addAll(manager(query.text("fieldManager"), "fieldManager"));
    errors.addAll(dryRun(query.all("dryRun")));
    String validation = query.text("fieldValidation");
    if (!VALIDATIONS.contains(validation)) {
      errors.add(
          notSupported(
              "fieldValidation", quoted(validation), "\"\", \"Ignore\", \"Strict\", \"Warn\""));
    }
    reject(kind, errors);
    return new WriteOptions(
        query.has("dryRun"),
        FieldValidation.of(Optional.of(validation), kind),
        query.optionalFlag("force"));
  }

  /** Refuses options if there is anything wrong with them. */
  static void reject(String kind, List<FieldError> errors) throws Rejection {
    if (!errors.isEmpty()) {
      throw Status.invalid(GROUP, kind, "", errors).rejection();
    }
  }

  static List<FieldError> dryRun(List<String> values) {
    if (values.stream().allMatch("All"::equals)) {
      return List.of();
    }
    String list =
        values.stream().map(WriteOptions::quoted).collect(Collectors.joining(",", "[", "]"));
    return List.of(notSupported("dryRun", list, "\"All\""));
  }

  static FieldError notSupported(String field, String value, String supported) {
    return FieldError.valued(
        FieldError.Type.NOT_SUPPORTED, field, value, "supported values: " + supported);
  }

  /** What is wrong with the name of a field manager. */
  static List<FieldError> manager(String manager, String field) {
    List<FieldError> errors = new ArrayList<>();
    if (manager.getBytes(StandardCharsets.UTF_8).length > MANAGER_BYTES_MAX) {
      errors.add(
          FieldError.of(
              FieldError.Type.TOO_LONG,
              field,
              "may not be more than " + MANAGER_BYTES_MAX + " bytes"));
    }
    for (int i = 0; i < manager.length(); i++) {
      char character = manager.charAt(i);
      if (Character.isISOControl(character)) {
        errors.add(
            FieldError.valued(
                FieldError.Type.INVALID,
                field,
                escaped(manager),
                "invalid character U+%04X (at position %d)".formatted((int) character, i)));
      }
    }
    return errors;
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(
            it -> Character.isISOControl(it) ? "\\x%02x".formatted(it) : Character.toString(it))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
