package dev.fairlead.launcher.cli;

import picocli.CommandLine.Parameters;

/** Which controller a command asks about. */
final class ControllerParameter {

  @Parameters(
      index = "0",
      paramLabel = "CONTROLLER",
      description = "A name that `controllers` lists.")
  private String name;

  String name() {
    return name;
  }
}
