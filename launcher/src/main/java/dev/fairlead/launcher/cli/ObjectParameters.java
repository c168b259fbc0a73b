package dev.fairlead.launcher.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which object of which controller a command asks about. */
final class ObjectParameters {

  @Mixin private ControllerParameter controller;

  @Parameters(
      index = "1",
      paramLabel = "NAMESPACE/NAME",
      converter = ObjectName.Converter.class,
      description = "The object; -/NAME for a cluster-scoped one.")
  private ObjectName object;

  /** Where the gateway answers for the object. */
  String path() {
    return object.path(controller.name());
  }

  /** Where the gateway answers for what lies below the object. */
  String path(String below) {
    return object.path(controller.name(), below);
  }
}
