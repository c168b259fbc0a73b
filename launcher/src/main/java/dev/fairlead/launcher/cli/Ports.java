package dev.fairlead.launcher.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** TCP ports on the command line. */
final class Ports {

  private static final int HIGHEST = 65_535;

  private Ports() {}

  static void check(CommandSpec spec, String option, int port) {
    if (port < 0 || port > HIGHEST) {
      throw new ParameterException(
          spec.commandLine(),
          "%s takes a port from 0 (any) to %d, not %d".formatted(option, HIGHEST, port));
    }
  }
}
