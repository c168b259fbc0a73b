package dev.fairlead.sandbox.schema.decode;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request wants done about unknown and duplicate fields: its {@code fieldValidation}. */
public enum FieldValidation {
  IGNORE,
  WARN,
  STRICT;

  /** What YAML's duplicate keys are reported as: several lines in one problem. */
  static final String YAML = "yaml: unmarshal errors:\n  ";

  /**
   * @param parameter the query parameter; none means {@link #WARN}
   * @param options the kind of the verb's options, such as {@code CreateOptions}
   * @throws Rejection 422 for another word
   */
  public static FieldValidation of(Optional<String> parameter, String options) throws Rejection {
    return switch (parameter.orElse("")) {
      case "", "Warn" -> WARN;
      case "Ignore" -> IGNORE;
      case "Strict" -> STRICT;
      case String other ->
          throw Status.invalid(
                  "meta.k8s.io",
                  options,
                  "",
                  List.of(
                      FieldError.valued(
                          FieldError.Type.NOT_SUPPORTED,
                          "fieldValidation",
                          "\"" + other + "\"",
                          "supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")))
              .rejection();
    };
  }

  /**
   * @param problems what {@link Decoder} found
   * @return the warnings that the answer carries
   * @throws Rejection 400 if the request is strict and there are problems
   */
  public List<String> judge(Kind kind, List<String> problems) throws Rejection {
    if (this == STRICT && !problems.isEmpty()) {
      throw Decoder.cannotBeHandled(kind.name(), kind, strictError(problems)).rejection();
    }
    return warnings(problems);
  }

  /** What a client is warned of; nothing unless it asks for warnings. */
  public List<String> warnings(List<String> problems) {
    return this == WARN
        ? problems.stream().flatMap(FieldValidation::lines).distinct().toList()
        : List.of();
  }

  /** All problems in one sentence. */
  public static String strictError(List<String> problems) {
    return "strict decoding error: " + String.join(", ", problems);
  }

  private static Stream<String> lines(String problem) {
    return problem.startsWith(YAML)
        ? problem.substring(YAML.length()).lines().map(String::strip)
        : Stream.of(problem);
  }
}
