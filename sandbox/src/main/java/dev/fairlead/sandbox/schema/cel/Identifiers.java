package dev.fairlead.sandbox.schema.cel;

import java.util.Optional;
import java.util.Set;

/**
 * The names by which CEL knows fields whose own names are no identifiers.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#escaping">Escaping</a>
 */
final class Identifiers {

  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private Identifiers() {}

  /** Empty for a name that rules cannot reach. */
  static Optional<String> escape(String name) {
    if (RESERVED.contains(name)) {
      return Optional.of("__" + name + "__");
    }
    if (!name.matches("[a-zA-Z_./-][a-zA-Z0-9_./-]*")) {
      return Optional.empty();
    }
    return Optional.of(
        name.replace("__", "__underscores__")
            .replace(".", "__dot__")
            .replace("-", "__dash__")
            .replace("/", "__slash__"));
  }
}
