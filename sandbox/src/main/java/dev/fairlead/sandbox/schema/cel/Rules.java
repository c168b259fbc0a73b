package dev.fairlead.sandbox.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Correlation;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks an object and all its parts against the rules of its schema. For one check. */
public final class Rules {

  private static final String KEYWORD = "x-kubernetes-validations";

  private final List<FieldError> errors = new ArrayList<>();

  private Rules() {}

  /** The compiled rules of one schema; or why one of them does not compile. */
  private record Compiled(List<Rule> rules, List<FieldError> errors) {

    static Compiled of(Schema schema, boolean resource) {
      List<Rule> rules = new ArrayList<>();
      List<FieldError> errors = new ArrayList<>();
      for (JsonNode document : schema.document().path(KEYWORD)) {
        try {
          rules.add(Rule.compile(document, schema, resource));
        } catch (Rule.Uncompilable e) {
          errors.add(
              FieldError.valued(
                  FieldError.Type.INVALID,
                  "",
                  "\"" + schema.type() + "\"",
                  "rule compile error: " + e.why()));
        }
      }
      return new Compiled(rules, errors);
    }
  }

  /** Whether a schema or a part of it has rules. */
  public static boolean any(Schema schema) {
    return schema.derived(Boolean.class, it -> it.document().findValue(KEYWORD) != null);
  }

  /**
   * @param old the object before an update; empty for a new one
   */
  public static List<FieldError> check(Schema schema, ObjectNode object, Optional<ObjectNode> old) {
    Rules rules = new Rules();
    Optional<Correlation> correlation = old.map(it -> new Correlation(object, it, schema));
    JsonNode before = old.isPresent() ? old.get() : MissingNode.getInstance();
    rules.visit(object, before, schema, "", true, new Ratchet(correlation, Optional.empty()));
    return rules.errors;
  }

  /** What of the old object can be compared: this value, or else the nearest one around it. */
  private record Ratchet(Optional<Correlation> here, Optional<Correlation> around) {

    boolean unchanged() {
      return here.or(() -> around).map(Correlation::unchanged).orElse(false);
    }

    Ratchet field(String name) {
      if (here.isPresent()
          && around.isEmpty()
          && (name.equals("apiVersion") || name.equals("kind"))) {
        return new Ratchet(Optional.empty(), Optional.empty());
      }
      return here.isEmpty() ? this : new Ratchet(here.get().field(name), here);
    }

    Ratchet item(int index) {
      return here.isEmpty() ? this : new Ratchet(here.get().item(index), here);
    }
  }

  private void visit(
      JsonNode value, JsonNode old, Schema schema, String path, boolean root, Ratchet ratchet) {
    if (value.isNull() || !any(schema)) {
      return;
    }
    evaluate(value, old, schema, path, root, ratchet);
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String name = entry.getKey();
        Schema property = schema.properties().get(name);
        String there =
            property == null ? path + "[" + name + "]" : path.isEmpty() ? name : path + "." + name;
        schema
            .field(name)
            .ifPresent(it ->
                visit(entry.getValue(), old.path(name), it, there, false, ratchet.field(name)));
      }
    } else if (value.isArray() && schema.items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode before =
            new Correlation(value, old, schema)
                .item(i)
                .map(Correlation::old)
                .orElseGet(MissingNode::getInstance);
        visit(
            value.get(i),
            before,
            schema.items().get(),
            path + "[" + i + "]",
            false,
            ratchet.item(i));
      }
    }
  }

  private void evaluate(
      JsonNode value, JsonNode old, Schema schema, String path, boolean root, Ratchet ratchet) {
    if (schema.document().path(KEYWORD).isEmpty()) {
      return;
    }
    Compiled compiled = schema.derived(Compiled.class, it -> Compiled.of(it, root));
    String field = path.isEmpty() ? "<nil>" : path;
    compiled.errors().forEach(it -> errors.add(new FieldError(it.type(), field, it.body())));
    boolean isNew = old.isMissingNode() || old.isNull();
    for (Rule rule : compiled.rules()) {
      boolean optional = Rule.optionalOldSelf(rule.document());
      if (rule.usesOldSelf() && isNew && !optional) {
        continue;
      }
      try {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", Values.of(value, schema, root));
        if (optional) {
          variables.put(
              "oldSelf", isNew ? Optional.empty() : Optional.of(Values.of(old, schema, root)));
        } else if (!isNew) {
          variables.put("oldSelf", Values.of(old, schema, root));
        }
        boolean holds = Boolean.TRUE.equals(rule.program().eval(variables));
        boolean tolerated = !rule.usesOldSelf() && ratchet.unchanged();
        if (!holds && !tolerated) {
          errors.add(broken(rule, value, schema, path, message(rule, variables)));
        }
      } catch (CelEvaluationException e) {
        errors.add(failed(field, schema, rule, why(e)));
      } catch (IllegalArgumentException e) {
        errors.add(failed(field, schema, rule, String.valueOf(e.getMessage())));
      }
    }
  }

  private static FieldError failed(String field, Schema schema, Rule rule, String why) {
    return FieldError.valued(
        FieldError.Type.INVALID,
        field,
        "\"" + schema.type() + "\"",
        why + " evaluating rule: " + rule.shown());
  }

  private static String why(CelEvaluationException e) {
    String detail =
        String.valueOf(e.getMessage()).replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "");
    CelErrorCode code = e.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "no such key: " + key(detail);
      case INDEX_OUT_OF_BOUNDS -> detail.replace("Index out", "index out");
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "integer overflow";
      case OVERLOAD_NOT_FOUND -> "no such overload";
      default -> detail;
    };
  }

  private static String key(String detail) {
    return detail.replaceFirst("^key '(.*)' is not present in map\\.$", "$1");
  }

  private static String message(Rule rule, Map<String, Object> variables) {
    Optional<CelRuntime.Program> program = rule.message();
    if (program.isPresent()) {
      try {
        String text = String.valueOf(program.get().eval(variables)).strip();
        if (!text.isEmpty() && text.indexOf('\n') < 0) {
          return text;
        }
      } catch (CelEvaluationException _) {
        // The API too falls back to the message.
      }
    }
    return rule.defaultMessage();
  }

  private static FieldError broken(
      Rule rule, JsonNode value, Schema schema, String path, String message) {
    String below = rule.document().path("fieldPath").asText("").strip();
    String normal = below.replaceAll("\\['([^']*)']", ".$1").replaceFirst("^\\.", "");
    String joined = normal.isEmpty() ? path : path.isEmpty() ? normal : path + "." + normal;
    String field = joined.isEmpty() ? "<nil>" : joined;
    boolean compound = schema.type().equals("object") || schema.type().equals("array");
    String shown = value.toString();
    return switch (rule.document().path("reason").asText("")) {
      case "FieldValueForbidden" -> FieldError.forbidden(field, message);
      case "FieldValueRequired" -> FieldError.required(field, message);
      case "FieldValueDuplicate" ->
          compound
              ? FieldError.of(FieldError.Type.DUPLICATE, field, "")
              : FieldError.valued(FieldError.Type.DUPLICATE, field, shown, "");
      default ->
          compound
              ? FieldError.of(FieldError.Type.INVALID, field, message)
              : FieldError.valued(FieldError.Type.INVALID, field, shown, message);
    };
  }

  /**
   * What is wrong with the rules of one schema, not with those of its parts.
   *
   * @param path of the schema in its definition
   * @param uncorrelatable where oldSelf means nothing because of what is around; empty if it does
   */
  public static List<FieldError> checkDefinition(
      Schema schema, boolean resource, String path, String uncorrelatable) {
    List<FieldError> errors = new ArrayList<>();
    int index = 0;
    for (JsonNode document : schema.document().path(KEYWORD)) {
      String there = path + "." + KEYWORD + "[" + index++ + "]";
      try {
        Rule rule = Rule.compile(document, schema, resource);
        if (rule.usesOldSelf() && !uncorrelatable.isEmpty()) {
          errors.add(
              FieldError.invalid(
                  there + ".rule",
                  document.path("rule"),
                  "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                      + uncorrelatable));
        } else if (!rule.usesOldSelf() && document.has("optionalOldSelf")) {
          errors.add(
              FieldError.invalid(
                  there + ".optionalOldSelf",
                  document.path("optionalOldSelf"),
                  "may not be set if oldSelf is not used in rule"));
        }
      } catch (Rule.Uncompilable e) {
        errors.add(
            FieldError.valued(
                FieldError.Type.INVALID, there + "." + e.field(), goValue(document), e.why()));
      }
    }
    return errors;
  }

  /** The rule as the API shows it: its Go struct in JSON. */
  private static String goValue(JsonNode rule) {
    ObjectNode shown = ((ObjectNode) rule).objectNode();
    shown.put("Rule", rule.path("rule").asText(""));
    shown.put("Message", rule.path("message").asText(""));
    shown.put("MessageExpression", rule.path("messageExpression").asText(""));
    shown.set("Reason", rule.has("reason") ? rule.get("reason") : shown.nullNode());
    shown.put("FieldPath", rule.path("fieldPath").asText(""));
    shown.set(
        "OptionalOldSelf",
        rule.has("optionalOldSelf") ? rule.get("optionalOldSelf") : shown.nullNode());
    return shown.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
