package dev.fairlead.launcher.cli;

import java.io.Serial;
import java.util.List;

/** The configuration is wrong. Each problem is one line, which names the place and the remedy. */
final class WrongConfiguration extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of strings, which can be serialised
  private final List<String> problems;

  WrongConfiguration(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
