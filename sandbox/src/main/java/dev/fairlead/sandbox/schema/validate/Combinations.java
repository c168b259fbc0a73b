package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.schema.Correlation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas of {@code anyOf}, {@code oneOf}, {@code allOf} and {@code not}, in this order. */
final class Combinations {

  private final JsonNode value;
  private final Place place;
  private final Optional<Correlation> correlation;
  private final Findings findings = new Findings();

  private Combinations(JsonNode value, Place place, Optional<Correlation> correlation) {
    this.value = value;
    this.place = place;
    this.correlation = correlation;
  }

  static Findings check(
      JsonNode value, JsonNode schema, Place place, Optional<Correlation> correlation) {
    Combinations combinations = new Combinations(value, place, correlation);
    combinations.anyOf(schema.path("anyOf"));
    combinations.oneOf(schema.path("oneOf"));
    combinations.allOf(schema.path("allOf"));
    combinations.not(schema.path("not"));
    combinations.findings.checked();
    return combinations.findings;
  }

  private Findings against(JsonNode schema) {
    return ValueValidator.validate(value, schema, place, correlation);
  }

  private void must(String what) {
    findings.add(place.general("%s must %s".formatted(GoText.quoted(place.path()), what)));
  }

  private void anyOf(JsonNode schemas) {
    if (schemas.isEmpty()) {
      return;
    }
    Findings best = null;
    for (JsonNode schema : schemas) {
      Findings result = against(schema);
      if (result.none()) {
        findings.add(result);
        return;
      }
      best = nearer(result, best);
    }
    must("validate at least one schema (anyOf)");
    keep(best);
  }

  private void oneOf(JsonNode schemas) {
    if (schemas.isEmpty()) {
      return;
    }
    Findings best = null;
    Findings success = null;
    int valid = 0;
    for (JsonNode schema : schemas) {
      Findings result = against(schema);
      if (result.none()) {
        valid++;
        best = null;
        success = success == null ? result : success;
      } else if (valid == 0) {
        best = nearer(result, best);
      }
    }
    if (valid == 1) {
      keep(success);
      return;
    }
    must(
        "validate one and only one schema (oneOf). "
            + (valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives"));
    keep(best);
  }

  private void allOf(JsonNode schemas) {
    int valid = 0;
    for (JsonNode schema : schemas) {
      Findings result = against(schema);
      valid += result.none() ? 1 : 0;
      findings.add(result);
    }
    if (valid < schemas.size()) {
      must("validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
    }
  }

  private void not(JsonNode schema) {
    if (schema.isObject() && against(schema).none()) {
      must("not validate the schema (not)");
    }
  }

  private static Findings nearer(Findings result, @Nullable Findings best) {
    return best == null || result.checks() > best.checks() ? result : best;
  }

  private void keep(@Nullable Findings some) {
    if (some != null) {
      findings.add(some);
    }
  }
}
