package dev.fairlead.protocol.rollout;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which of two versions of an operator is newer: numbers count as numbers, so that 1.10 is newer
 * than 1.9, and what comes after a hyphen is older than the release itself. A leading {@code v} is
 * passed over. What does not begin with a number, such as {@code unversioned}, is older than all
 * that do, and has the order of the alphabet. Only what is the same to the letter is equal.
 */
public final class VersionOrder implements Comparator<String> {

  /** The order. */
  public static final VersionOrder ORDER = new VersionOrder();

  private VersionOrder() {}

  @Override
  public int compare(String left, String right) {
    Optional<Version> leftVersion = version(left);
    Optional<Version> rightVersion = version(right);
    int order =
        leftVersion.isPresent() && rightVersion.isPresent()
            ? leftVersion.get().compareTo(rightVersion.get())
            : Boolean.compare(leftVersion.isPresent(), rightVersion.isPresent());
    return order == 0 ? left.compareTo(right) : order;
  }

  private static Optional<Version> version(String text) {
    try {
      return Optional.of(Version.parse(text.startsWith("v") ? text.substring(1) : text));
    } catch (IllegalArgumentException notNumbered) {
      return Optional.empty();
    }
  }
}
