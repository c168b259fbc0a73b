package dev.fairlead.reconciler.journal;

/** Takes in what attempts do. Thread-safe; may block for as long as a disk does. */
public interface Journal extends AutoCloseable {

  /** Keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public void write(JournalEntry entry) {}

        @Override
        public void close() {}
      };

  /**
   * Keeps an entry. When it returns, the entry outlives the process, though not the machine. Never
   * throws: an attempt does not fail because nobody can note it down.
   */
  void write(JournalEntry entry);

  /** Keeps nothing from now on. */
  @Override
  void close();
}
