package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What should be: all children of the primary, what its status says, when to look again.
 *
 * <p><b>Children</b> are stated whole, as the operator wants them, best built from nothing rather
 * than from the observed child: a field that is not stated is left to its default or to others, and
 * a field that is no longer stated is removed. Fairlead sets namespace (where it is missing) and
 * the owner reference, compares by meaning, and writes only what differs. A child of an owned kind
 * that this primary controls and that is not named any more is deleted; what somebody else controls
 * is reported and left alone. {@link ControllerDefinition#problems} finds what Fairlead would
 * refuse.
 *
 * <p>Immutable; every method returns a changed copy.
 *
 * @param children all of them
 * @param report what to say about the primary
 * @param lookAgain when to call again even if nothing changes
 */
public record Desired(List<HasMetadata> children, Report report, Optional<Duration> lookAgain)
    implements Result, Report.Carrier<Desired> {

  public Desired {
    children = List.copyOf(children);
  }

  /** No children: those that are there are deleted. */
  public static Desired noChildren() {
    return children(List.of());
  }

  /** These children and no others. */
  public static Desired children(HasMetadata... children) {
    return children(List.of(children));
  }

  /** These children and no others. */
  public static Desired children(List<? extends HasMetadata> children) {
    return new Desired(List.copyOf(children), Report.NOTHING, Optional.empty());
  }

  /** Asks for another call after this time, even if nothing changes. Not an error, no backoff. */
  public Desired lookAgainAfter(Duration delay) {
    return new Desired(children, report, Optional.of(Durations.positive(delay)));
  }

  @Override
  public Desired with(Report report) {
    return new Desired(children, report, lookAgain);
  }
}
