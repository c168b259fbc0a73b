package dev.fairlead.protocol.object;

/**
 * The version of an object or of a collection. Versions of one resource are ordered as decimal
 * numbers of any length (KEP-5504); versions of different resources must not be compared.
 *
 * @param value the version as the API server wrote it; empty stands for no version, before all
 *     others
 */
public record ResourceVersion(String value) implements Comparable<ResourceVersion> {

  /** No version: before every version of every resource. */
  public static final ResourceVersion NONE = new ResourceVersion("");

  /** Orders by numeric value; a version that is no number orders by length, then by text. */
  @Override
  public int compareTo(ResourceVersion other) {
    int byLength = Integer.compare(value.length(), other.value.length());
    return byLength != 0 ? byLength : value.compareTo(other.value);
  }

  /** Whether a cache at this version contains what was written at {@code other}. */
  public boolean includes(ResourceVersion other) {
    return compareTo(other) >= 0;
  }

  /** The later of the two. */
  public ResourceVersion max(ResourceVersion other) {
    return includes(other) ? this : other;
  }

  @Override
  public String toString() {
    return value;
  }
}
