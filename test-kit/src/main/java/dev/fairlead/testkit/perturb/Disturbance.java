package dev.fairlead.testkit.perturb;

/**
 * One thing that goes wrong in a run.
 *
 * @param at the call of the reconciler that it befalls, from 0; of {@link Trouble#HURRY} the step
 *     of the story
 * @param pick which write, kind, child or field; taken modulo how many there are, or beyond them in
 *     vain
 */
record Disturbance(Trouble trouble, int at, int pick) {

  @Override
  public String toString() {
    return switch (trouble) {
      case STALE ->
          "call %d sees the %s watched kind as it was %s ago"
              .formatted(at + 1, ordinal(kind()), back() == 1 ? "a change" : back() + " changes");
      case CRASH ->
          "call %d: the process dies before its %s write".formatted(at + 1, ordinal(pick));
      case CONFLICT ->
          "call %d: somebody else writes to the same objects before its %s write"
              .formatted(at + 1, ordinal(pick));
      case UNAVAILABLE ->
          "call %d: the API server answers its %s write with 503".formatted(at + 1, ordinal(pick));
      case LOST ->
          "call %d: the connection breaks at its %s write".formatted(at + 1, ordinal(pick));
      case FOREIGN_EDIT -> "before call %d somebody else edits a child".formatted(at + 1);
      case FOREIGN_DELETE -> "before call %d somebody else deletes a child".formatted(at + 1);
      case HURRY ->
          pick == 0
              ? "nobody is called between step %d of the story and the next".formatted(at + 1)
              : "at most %d calls between step %d of the story and the next"
                  .formatted(pick, at + 1);
      case AGAIN -> "call %d is made once more without a change".formatted(at + 1);
      case TIME -> "an hour passes before call %d".formatted(at + 1);
    };
  }

  /** Of a stale view: which of the watched kinds, modulo how many there are. */
  int kind() {
    return pick / BACK_MAX;
  }

  /** Of a stale view: how many changes it is behind. */
  int back() {
    return pick % BACK_MAX + 1;
  }

  static final int BACK_MAX = 4;

  private static String ordinal(int index) {
    return switch (index) {
      case 0 -> "1st";
      case 1 -> "2nd";
      case 2 -> "3rd";
      default -> (index + 1) + "th";
    };
  }
}
