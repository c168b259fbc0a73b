package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.logging.LogBook;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.launcher.source.Pace;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.sdk.ControllerDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that runs a process can be told. */
final class ProcessOptions {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessOptions.class);

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
   * @throws CommandFailure if a source of it gives nothing
   */
  Reading.Accepted read(List<ControllerDefinition<?>> definitions, List<Given> more)
      throws WrongConfiguration, CommandFailure {
    return configuration.read(
        definitions.stream().map(ControllerDefinition::name).toList(), more, Pace.STEADY);
  }

  /**
   * Logs as configured from now on, and otherwise as soon as the configuration says so.
   *
   * @param more what other flags say
   * @return what follows the configuration, to be closed when the process ends
   * @throws CommandFailure if the log cannot be written
   */
  LiveConfiguration log(Configuration read, List<Given> more) throws CommandFailure {
    LogBook book = new LogBook(System.getenv());
    try {
      book.follow(read.logging());
    } catch (IOException unable) {
      throw new CommandFailure(
          unwritable(read, unable) + "; correct logging.path, or leave it out");
    }
    LiveConfiguration live = configuration.live(more);
    live.tell(changed -> {
      try {
        book.follow(changed.configuration().logging());
      } catch (IOException unable) {
        LOG.warn("{}; it stays where it was", unwritable(changed.configuration(), unable));
      }
    });
    return live;
  }

  private static String unwritable(Configuration configuration, IOException why) {
    return "cannot write the log to %s: %s"
        .formatted(
            configuration.logging().path().map(Path::toString).orElse("standard error"), why);
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
        FairleadVersion.text(), read, managementPort, crds, samples, all(read), MeshSettings.ALONE);
  }

  /** A person at a terminal has no certificates at hand, and the sandbox asks no webhooks. */
  private static Set<Role> all(Configuration read) {
    return read.webhooks().certificateDirectory().isPresent()
        ? EnumSet.allOf(Role.class)
        : EnumSet.complementOf(EnumSet.of(Role.WEBHOOK));
  }
}
