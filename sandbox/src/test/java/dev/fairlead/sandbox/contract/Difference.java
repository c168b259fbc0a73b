package dev.fairlead.sandbox.contract;

/**
 * One thing that two servers do not have in common.
 *
 * @param field where in the exchange of that step
 */
record Difference(String scenario, String step, String field, String expected, String actual) {

  private static final int SHOWN_MAX = 300;

  /** Scenario, step and field, with {@code ›} between them. */
  String where() {
    return scenario + " › " + step + " › " + field;
  }

  @Override
  public String toString() {
    return "%s%n      expected %s%n      but got  %s"
        .formatted(where(), shortened(expected), shortened(actual));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + " …";
  }
}
