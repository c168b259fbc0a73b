package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.sdk.ControllerDefinition;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that runs a process can be told. */
final class ProcessOptions {

  @Mixin private ConfigurationOptions configuration;

  @Option(
      names = "--install-crds",
      description = "Install or update the CRDs of the operators first.")
  private boolean installCrds;

  /**
   * Reads the configuration for a process with these controllers.
   *
   * @param more what other flags say
   * @throws WrongConfiguration if anything in it is wrong
   */
  Reading.Accepted read(List<ControllerDefinition<?>> definitions, List<Given> more)
      throws WrongConfiguration {
    return configuration.read(definitions.stream().map(ControllerDefinition::name).toList(), more);
  }

  /**
   * For roles in a mesh, on the cluster that is named, else the one that kubectl would take.
   *
   * @throws WrongConfiguration if what is asked for cannot be had
   */
  ProcessSettings settings(Configuration read, Set<Role> roles) throws WrongConfiguration {
    if (read.mesh().tls().isPresent()) {
      throw new WrongConfiguration(
          List.of(
              "mesh.tls.enabled is true, and the bus has no TLS of its own yet; leave it out and"
                  + " let sidecars encrypt, or keep the bus on a network of its own"));
    }
    return new ProcessSettings(
        FairleadVersion.text(),
        read,
        OptionalInt.of(read.management().port()),
        installCrds,
        /* samples= */ false,
        roles,
        MeshSettings.of(read, roles));
  }

  /** Everything in one process, on the cluster that is named. */
  ProcessSettings alone(Configuration read, OptionalInt managementPort) {
    return alone(read, managementPort, installCrds, /* samples= */ false);
  }

  /**
   * Everything in one process, on a cluster of our own with the operators' CRDs installed, which
   * nobody needs to be protected from.
   */
  ProcessSettings alone(
      Configuration read, OptionalInt managementPort, Path sandbox, boolean samples) {
    return alone(
        read.onCluster(sandbox).withAnonymousGateway(), managementPort, /* crds= */ true, samples);
  }

  private static ProcessSettings alone(
      Configuration read, OptionalInt managementPort, boolean crds, boolean samples) {
    return new ProcessSettings(
        FairleadVersion.text(),
        read,
        managementPort,
        crds,
        samples,
        EnumSet.allOf(Role.class),
        MeshSettings.ALONE);
  }
}
