package dev.fairlead.launcher.source;

/** A place where one text is kept. */
interface Source {

  /** Hears of the text, on the thread that follows it. */
  interface Follower {

    /** The text as it is now; the same one may come again. */
    void text(String text);

    /**
     * There is no text at the moment, or nothing is known of it.
     *
     * @param why in a line for people, which ends with the remedy
     */
    void away(String why);
  }

  /**
   * Reads the text and follows it until that fails. Blocks; an interrupt ends it.
   *
   * @return why it ended, in a line for people
   */
  String follow(Follower follower) throws InterruptedException;
}
