package dev.fairlead.launcher.config;

/** Where a value comes from. */
public sealed interface Origin {

  /** In the words of a message. */
  String text();

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
