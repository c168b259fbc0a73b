package dev.fairlead.testkit.perturb;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A test that a reconciler arrives at the same state whatever goes wrong on its way.
 *
 * <pre>{@code
 * Perturbation.of(MemcachedReconciler::new)
 *     .given(memcached("cache", 2))
 *     .change("scaled up", it -> it.setSpec(new MemcachedSpec(5, null)))
 *     .converges();
 * }</pre>
 *
 * <p>The story (what is given is created, the changes in turn, the way back to the first state, the
 * deletion) is played without disturbances first, twice, and then under some hundred schedules of
 * {@link Trouble}: each crash between two writes by itself, other single disturbances, and several
 * together. It fails with the first schedule that leads elsewhere, after having taken away from it
 * what is not needed, if
 *
 * <ul>
 *   <li>at rest after a step the objects are others than without disturbances;
 *   <li>the controller does not come to rest, or at rest a call still writes something;
 *   <li>it deletes an object and creates it again;
 *   <li>something is left when the primary is deleted, or the way back does not lead back;
 *   <li>something does not hold that {@link #always} asks for.
 * </ul>
 *
 * <p>uids, versions and times are not compared, nor are names and values that already differ
 * between two undisturbed runs. What runs is the code of Fairlead's worker and status service on a
 * sandbox; its promises hold: a reconciler sees its own writes, and no two attempts at one primary
 * write at a time. Everything is done one after the other and by a clock that stands still, so a
 * number always gives the same run.
 *
 * <p>Immutable: every method returns a changed copy.
 *
 * @param <P> the primary
 */
public final class Perturbation<P extends HasMetadata> {

  /** The system property that plays one schedule alone, by its number. */
  public static final String SEED = "fairlead.perturb.seed";

  private static final int SCHEDULES = 300;
  private static final int WALKS = 20;

  private final Supplier<ControllerDefinition<P>> controller;
  private final Given<P> given;
  private final Limits limits;

  private Perturbation(
      Supplier<ControllerDefinition<P>> controller, Given<P> given, Limits limits) {
    this.controller = controller;
    this.given = given;
    this.limits = limits;
  }

  /** What is played. */
  private record Given<P>(
      Optional<P> primary,
      List<HasMetadata> around,
      List<Step> changes,
      Consumer<KubernetesClient> others,
      List<Story.Promise> promises) {}

  /** How it is played. */
  private record Limits(
      Optional<Integer> schedules,
      Optional<Integer> seed,
      Set<Trouble> troubles,
      boolean back,
      Set<String> left,
      Set<String> kept) {}

  /** Of a reconciler that is made anew whenever the process dies, as it is in production. */
  public static <P extends HasMetadata> Perturbation<P> of(
      Supplier<? extends Reconciler<P>> reconciler) {
    return new Perturbation<>(
        () -> ControllerDefinition.of(reconciler.get()),
        new Given<>(Optional.empty(), List.of(), List.of(), _ -> {}, List.of()),
        new Limits(
            Optional.empty(),
            Optional.ofNullable(Integer.getInteger(SEED)),
            EnumSet.allOf(Trouble.class),
            /* back= */ true,
            Set.of(),
            Set.of()));
  }

  /** Of a reconciler that keeps nothing in its fields: it survives the death of the process. */
  public static <P extends HasMetadata> Perturbation<P> of(Reconciler<P> reconciler) {
    return of(() -> reconciler);
  }

  /**
   * The primary, and what is there before it. CustomResourceDefinitions among them are installed;
   * those of the controller's own classes are made from the classes.
   */
  public Perturbation<P> given(P primary, HasMetadata... before) {
    return with(
        new Given<>(
            Optional.of(primary), List.of(before), given.changes, given.others, given.promises));
  }

  /** A change by the primary's author, once the controller has come to rest. */
  public Perturbation<P> change(String what, Consumer<P> change) {
    return then(Steps.change(what, primary(), change));
  }

  /** A change by its author, without a word about it. */
  public Perturbation<P> change(Consumer<P> change) {
    return change("change " + (given.changes.size() + 1), change);
  }

  /** Anything else that happens in the cluster, once the controller has come to rest. */
  public Perturbation<P> then(String what, Consumer<KubernetesClient> act) {
    return then(new Step(what, run -> act.accept(run.client())));
  }

  /**
   * What other controllers do in the cluster: called between any two calls, it makes the next step
   * that is due, the same one in the same state. Deployments, StatefulSets and ReplicaSets become
   * ready by themselves, and the garbage is collected.
   */
  public Perturbation<P> others(Consumer<KubernetesClient> step) {
    return with(new Given<>(given.primary, given.around, given.changes, step, given.promises));
  }

  /**
   * Something that has to hold after every call.
   *
   * @param what completes "it does not hold that …"
   */
  public Perturbation<P> always(String what, Predicate<KubernetesClient> holds) {
    List<Story.Promise> promises = new ArrayList<>(given.promises);
    promises.add(new Story.Promise(what, holds));
    return with(new Given<>(given.primary, given.around, given.changes, given.others, promises));
  }

  /** Without these troubles. */
  public Perturbation<P> without(Trouble first, Trouble... others) {
    Set<Trouble> left = new HashSet<>(limits.troubles);
    left.removeAll(EnumSet.of(first, others));
    return with(
        new Limits(limits.schedules, limits.seed, left, limits.back, limits.left, limits.kept));
  }

  /** For a primary that cannot be what it was at first. */
  public Perturbation<P> withoutWayBack() {
    return with(
        new Limits(
            limits.schedules,
            limits.seed,
            limits.troubles,
            /* back= */ false,
            limits.left,
            limits.kept));
  }

  /**
   * A resource that may be left when the primary is deleted.
   *
   * @param resource with its group, such as {@code persistentvolumeclaims} or {@code jobs.batch}
   */
  public Perturbation<P> leaves(String resource) {
    Set<String> left = new HashSet<>(limits.left);
    left.add(resource);
    return with(
        new Limits(limits.schedules, limits.seed, limits.troubles, limits.back, left, limits.kept));
  }

  /**
   * Fields that {@link #followsEdits} leaves as they are, because what was before them is meant to
   * matter. What is below such a field is edited all the same.
   *
   * @param fields such as {@code spec.storage.size}
   */
  public Perturbation<P> keeping(String... fields) {
    Set<String> kept = new HashSet<>(limits.kept);
    kept.addAll(List.of(fields));
    return with(
        new Limits(limits.schedules, limits.seed, limits.troubles, limits.back, limits.left, kept));
  }

  /** How many schedules are played, 300 if nothing is said; or walks of edits by chance, 20. */
  public Perturbation<P> schedules(int count) {
    return with(
        new Limits(
            Optional.of(count),
            limits.seed,
            limits.troubles,
            limits.back,
            limits.left,
            limits.kept));
  }

  /** Plays this schedule alone, as a failure names it. */
  public Perturbation<P> seed(int number) {
    return with(
        new Limits(
            limits.schedules,
            Optional.of(number),
            limits.troubles,
            limits.back,
            limits.left,
            limits.kept));
  }

  /**
   * Plays.
   *
   * @throws AssertionError with the shortest schedule found that leads elsewhere, what happened
   *     under it, and the number that plays it again
   */
  public void converges() {
    List<Step> steps = new ArrayList<>(List.of(Steps.given()));
    steps.addAll(given.changes);
    boolean back = limits.back && !given.changes.isEmpty();
    if (back) {
      steps.add(Steps.back(primary()));
    }
    steps.add(Steps.deletion(primary()));
    Story<P> story =
        new Story<>(controller, primary(), given.around, steps, given.others, given.promises);
    try (Theatre theatre = Theatre.open(story)) {
      Rehearsal rehearsal = new Rehearsal(theatre, limits.left);
      Reference reference = rehearsal.reference(story, back);
      theatre.perform(
          story,
          reference,
          rehearsal.extent(),
          limits.troubles,
          limits.schedules.orElse(SCHEDULES),
          limits.seed);
    }
  }

  /**
   * Edits the spec again and again, and looks after each edit whether all is as if the primary had
   * been created so: what was before must not matter. Nothing else happens to it, and what {@link
   * #change} and {@link #then} say is not played.
   *
   * <p>The edits are made from the schema of the primary's CustomResourceDefinition: of each field
   * in turn another value, its bounds, its absence and presence, one item of a list more and less.
   * What the schema forbids is asked for as well, and has to be refused. Each edit is made once,
   * then come walks by chance, and each walk leads back to where it began. An edit that the API
   * server refuses for a rule between fields is not made.
   *
   * @throws AssertionError with the shortest walk found that ends elsewhere, what happened on it,
   *     and the number that plays it again
   */
  public void followsEdits() {
    Story<P> story =
        new Story<>(controller, primary(), given.around, List.of(), given.others, given.promises);
    try (Theatre theatre = Theatre.open(story)) {
      Edits edits = new Edits(theatre.schema(story.primary()), limits.kept);
      new Editing(theatre, story, edits).perform(limits.schedules.orElse(WALKS), limits.seed);
    }
  }

  private P primary() {
    return given.primary.orElseThrow(
        () -> new IllegalStateException("nothing is given: call given(primary) first"));
  }

  private Perturbation<P> then(Step step) {
    List<Step> changes = new ArrayList<>(given.changes);
    changes.add(step);
    return with(new Given<>(given.primary, given.around, changes, given.others, given.promises));
  }

  private Perturbation<P> with(Given<P> other) {
    return new Perturbation<>(controller, other, limits);
  }

  private Perturbation<P> with(Limits other) {
    return new Perturbation<>(controller, given, other);
  }
}
