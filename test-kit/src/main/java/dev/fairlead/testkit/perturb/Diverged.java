package dev.fairlead.testkit.perturb;

/** A run went another way than it should have. */
final class Diverged extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param what in one or two sentences, the remedy where there is one
   */
  Diverged(String what) {
    super(what);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
