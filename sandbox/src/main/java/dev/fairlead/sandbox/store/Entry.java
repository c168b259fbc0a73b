package dev.fairlead.sandbox.store;

/** What a state has under a key. Immutable. */
sealed interface Entry {

  /** There is an object. */
  sealed interface Present extends Entry {

    long revision();

    Stored read();
  }

  /** An object that somebody wrote. */
  record Kept(Stored stored) implements Present {

    @Override
    public long revision() {
      return stored.revision();
    }

    @Override
    public Stored read() {
      return stored;
    }
  }

  /** An object that is made whenever somebody reads it. */
  record Made(Generated source, int index, int variation, long revision) implements Present {

    @Override
    public Stored read() {
      return Stored.of(source.key(index), revision, source.generator().object(index, variation));
    }
  }

  /** A generated object that was deleted. */
  record Gone() implements Entry {}
}
