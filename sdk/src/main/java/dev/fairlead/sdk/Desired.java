package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * <p><b>Order.</b> {@code Desired.children(config).then(database).then(web)}: a child is written
 * only while those before it are as desired and ready, and deleted when those after it are gone.
 * What is waited for is told by {@code fairlead why} and by the ready condition, and needs no
 * asking again: the change of a child leads to the next call. {@link Child} says all that can be
 * said of one child.
 *
 * <p>Immutable; every method returns a changed copy.
 *
 * @param plan all of them, each with how it is to be treated
 * @param report what to say about the primary
 * @param lookAgain when to call again even if nothing changes
 */
public record Desired(List<Child<?>> plan, Report report, Optional<Duration> lookAgain)
    implements Result, Report.Carrier<Desired> {

  public Desired {
    plan = List.copyOf(plan);
  }

  /** No children: those that are there are deleted. */
  public static Desired noChildren() {
    return of(List.of());
  }

  /** These children and no others. */
  public static Desired children(HasMetadata... children) {
    return children(List.of(children));
  }

  /** These children and no others. */
  public static Desired children(List<? extends HasMetadata> children) {
    return of(usual(children.stream()));
  }

  /** These children and no others. */
  public static Desired of(Child<?>... children) {
    return of(List.of(children));
  }

  /** These children and no others. */
  public static Desired of(List<? extends Child<?>> children) {
    return new Desired(List.copyOf(children), Report.NOTHING, Optional.empty());
  }

  /** And these, whatever the others do. */
  public Desired and(HasMetadata... children) {
    return plus(usual(Stream.of(children)));
  }

  /** And these, whatever the others do. */
  public Desired and(Child<?>... children) {
    return plus(List.of(children));
  }

  /** And these, after all that are stated so far. */
  public Desired then(HasMetadata... children) {
    return thenAll(usual(Stream.of(children)));
  }

  /** And these, after all that are stated so far. */
  public Desired then(Child<?>... children) {
    return thenAll(List.of(children));
  }

  /** The children as they are to be. */
  public List<HasMetadata> children() {
    return plan.stream().<HasMetadata>map(Child::object).toList();
  }

  /** Asks for another call after this time, even if nothing changes. Not an error, no backoff. */
  public Desired lookAgainAfter(Duration delay) {
    return new Desired(plan, report, Optional.of(Durations.positive(delay)));
  }

  @Override
  public Desired with(Report report) {
    return new Desired(plan, report, lookAgain);
  }

  private Desired thenAll(List<Child<?>> children) {
    List<Child.Id> before = plan.stream().map(Child::id).toList();
    return plus(children.stream().<Child<?>>map(child -> child.afterAll(before)).toList());
  }

  private Desired plus(List<Child<?>> more) {
    return new Desired(Stream.concat(plan.stream(), more.stream()).toList(), report, lookAgain);
  }

  private static List<Child<?>> usual(Stream<? extends HasMetadata> objects) {
    return objects.<Child<?>>map(Child::of).toList();
  }
}
