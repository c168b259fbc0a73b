package dev.fairlead.launcher.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest carries. */
public final class FairleadVersion implements IVersionProvider {

  /** The version; {@code development} when run from classes. */
  public static String text() {
    String version = FairleadVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"fairlead " + text()};
  }
}
