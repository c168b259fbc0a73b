package dev.fairlead.sandbox.kind;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API's order of versions, the preferred one first: v2, v1, v2beta1, v1beta2, v1alpha1, then
 * names of other shapes by the alphabet.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority">Version
 *     priority</a>
 */
public final class VersionOrder {

  private static final Pattern SHAPE = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  public static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparing(VersionOrder::rank).reversed().thenComparing(Comparator.naturalOrder());

  private VersionOrder() {}

  /** Stability: 3 for stable, 2 for beta, 1 for alpha, 0 for no version of this shape. */
  private record Rank(int stability, int major, int minor) implements Comparable<Rank> {

    private static final Comparator<Rank> ORDER =
        Comparator.comparingInt(Rank::stability)
            .thenComparingInt(Rank::major)
            .thenComparingInt(Rank::minor);

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  private static Rank rank(String version) {
    Matcher matcher = SHAPE.matcher(version);
    if (!matcher.matches()) {
      return new Rank(0, 0, 0);
    }
    int major = Integer.parseInt(matcher.group(1));
    String stage = matcher.group(2);
    return stage == null
        ? new Rank(3, major, 0)
        : new Rank(stage.equals("beta") ? 2 : 1, major, Integer.parseInt(matcher.group(3)));
  }
}
