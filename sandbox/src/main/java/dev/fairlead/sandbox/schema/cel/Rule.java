package dev.fairlead.sandbox.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairlead.sandbox.schema.Schema;
import java.util.Optional;

/**
 * One compiled rule.
 *
 * @param document as it stands in the schema
 * @param usesOldSelf whether it is about a change
 * @param message computes what to tell; empty for none
 */
record Rule(
    JsonNode document,
    CelRuntime.Program program,
    boolean usesOldSelf,
    Optional<CelRuntime.Program> message) {

  /** A rule does not compile. The message is the API's. */
  static final class Uncompilable extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;

    Uncompilable(String field, String message) {
      super(message, null, false, false);
      this.field = field;
    }

    /** {@code rule}, {@code messageExpression}. */
    String field() {
      return field;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @param resource whether the schema is that of a whole object
   */
  static Rule compile(JsonNode document, Schema schema, boolean resource) throws Uncompilable {
    Types types = new Types();
    CelType self =
        types
            .type(schema, resource, "selfType")
            .orElseThrow(
                () -> new Uncompilable("rule", "failed to retrieve type information for rules"));
    CelType old = optionalOldSelf(document) ? OptionalType.create(self) : self;
    CelCompiler compiler = Environment.compiler(types, self, old);
    CelAbstractSyntaxTree rule =
        parse(compiler, document.path("rule").asText(), "rule", "compilation failed: ");
    if (!rule.getResultType().equals(SimpleType.BOOL)) {
      throw new Uncompilable("rule", "cel expression must evaluate to a bool");
    }
    boolean usesOldSelf =
        rule.getReferenceMap().values().stream().anyMatch(it -> it.name().equals("oldSelf"));
    Optional<CelRuntime.Program> message = Optional.empty();
    String expression = document.path("messageExpression").asText("");
    if (!expression.isEmpty()) {
      CelAbstractSyntaxTree tree =
          parse(
              compiler, expression, "messageExpression", "messageExpression compilation failed: ");
      if (!tree.getResultType().equals(SimpleType.STRING)) {
        throw new Uncompilable("messageExpression", "messageExpression must evaluate to a string");
      }
      message = Optional.of(program(tree, "messageExpression"));
    }
    return new Rule(document, program(rule, "rule"), usesOldSelf, message);
  }

  static boolean optionalOldSelf(JsonNode document) {
    return document.path("optionalOldSelf").asBoolean(false);
  }

  private static CelAbstractSyntaxTree parse(
      CelCompiler compiler, String expression, String field, String prefix) throws Uncompilable {
    try {
      return compiler.compile(expression).getAst();
    } catch (CelValidationException e) {
      String why = String.valueOf(e.getMessage()).replaceAll(" \\(candidates: .*\\)", "");
      throw new Uncompilable(field, prefix + why);
    }
  }

  private static CelRuntime.Program program(CelAbstractSyntaxTree tree, String field)
      throws Uncompilable {
    try {
      return Environment.RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new Uncompilable(field, "program instantiation failed: " + e.getMessage());
    }
  }

  /** How errors name the rule. */
  String shown() {
    String message = document.path("message").asText("").strip();
    return message.isEmpty() ? document.path("rule").asText().strip() : message;
  }

  /** What a user is told who breaks it. */
  String defaultMessage() {
    String message = document.path("message").asText("").strip();
    return message.isEmpty() ? "failed rule: " + shown() : message;
  }
}
