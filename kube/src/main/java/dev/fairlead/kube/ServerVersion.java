package dev.fairlead.kube;

/**
 * The version of an API server.
 *
 * @param major such as 1
 * @param minor such as 36
 * @param gitVersion such as {@code v1.36.3}
 */
public record ServerVersion(int major, int minor, String gitVersion) {

  /** Whether it is at least this version. */
  public boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public String toString() {
    return gitVersion;
  }
}
