package dev.fairlead.sdk.webhook;

import java.util.ArrayList;
import java.util.List;

/** What a {@link Validator} says. */
public sealed interface Verdict {

  /** Lines for whoever asked, shown by kubectl as warnings. */
  List<String> warnings();

  /** The same with one more warning: one line, 120 characters or so. */
  Verdict warning(String line);

  /** It may be. */
  record Allowed(List<String> warnings) implements Verdict {

    public Allowed {
      warnings = List.copyOf(warnings);
    }

    @Override
    public Verdict warning(String line) {
      return new Allowed(more(warnings, line));
    }
  }

  /**
   * It may not be, because the object is invalid: status 422, with a cause for each field, as the
   * API server itself puts it.
   */
  record Invalid(List<FieldError> errors, List<String> warnings) implements Verdict {

    public Invalid {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("nothing is invalid");
      }
    }

    @Override
    public Verdict warning(String line) {
      return new Invalid(errors, more(warnings, line));
    }
  }

  /** It may not be, for another reason: status 403. */
  record Denied(String reason, List<String> warnings) implements Verdict {

    public Denied {
      warnings = List.copyOf(warnings);
    }

    @Override
    public Verdict warning(String line) {
      return new Denied(reason, more(warnings, line));
    }
  }

  /** It may be. */
  static Verdict allowed() {
    return new Allowed(List.of());
  }

  /** It may not be, for this reason. */
  static Verdict denied(String reason) {
    return new Denied(reason, List.of());
  }

  /** It may be unless there are errors. */
  static Verdict of(List<FieldError> errors) {
    return errors.isEmpty() ? allowed() : new Invalid(errors, List.of());
  }

  /** It may not be, because of these errors. */
  static Verdict of(FieldError error, FieldError... more) {
    List<FieldError> errors = new ArrayList<>(List.of(error));
    errors.addAll(List.of(more));
    return of(errors);
  }

  private static List<String> more(List<String> warnings, String line) {
    List<String> all = new ArrayList<>(warnings);
    all.add(line);
    return all;
  }
}
