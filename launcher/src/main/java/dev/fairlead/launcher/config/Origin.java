package dev.fairlead.launcher.config;

/** Where a value comes from. */
public sealed interface Origin {

  /** In the words of a message. */
  String text();

  /** A value of it in a message. */
  default String shown(String value) {
    return Problem.quoted(value);
  }

  /** Nothing was said. */
  record Standard() implements Origin {
    @Override
    public String text() {
      return "default";
    }
  }

  /** A line of the file, counted from 1. */
  record Line(String file, int number) implements Origin {
    @Override
    public String text() {
      return file + ":" + number;
    }

    /** What Vault keeps is a secret, also where it was never meant to be a configuration. */
    @Override
    public String shown(String value) {
      return file.startsWith("vault:") ? "what stands there" : Problem.quoted(value);
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Origin {
    @Override
    public String text() {
      return name;
    }
  }

  /** A flag of the command. */
  record Flag(String name) implements Origin {
    @Override
    public String text() {
      return name;
    }
  }
}
