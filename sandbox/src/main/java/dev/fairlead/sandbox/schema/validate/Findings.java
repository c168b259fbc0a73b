package dev.fairlead.sandbox.schema.validate;

import dev.fairlead.sandbox.rejection.FieldError;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is wrong with a value, each thing once, and how many checks were made, by which the API
 * tells which alternative of several came nearest.
 */
final class Findings {

  private final Set<FieldError> errors = new LinkedHashSet<>();
  private int checks;

  Set<FieldError> errors() {
    return errors;
  }

  boolean none() {
    return errors.isEmpty();
  }

  int checks() {
    return checks;
  }

  void checked() {
    checks++;
  }

  void add(FieldError error) {
    errors.add(error);
  }

  void add(Findings other) {
    errors.addAll(other.errors);
    checks += other.checks;
  }

  /** The checks without their errors. */
  Findings tolerated() {
    Findings tolerated = new Findings();
    tolerated.checks = checks;
    return tolerated;
  }
}
