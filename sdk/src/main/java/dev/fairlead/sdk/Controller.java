package dev.fairlead.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a {@link Reconciler} is run. Optional: without it every default holds. Durations are written
 * as in {@code fairlead.yaml}: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Controller {

  /** Its name in the mesh, a DNS label; by default the kind in lower case. */
  String name() default "";

  /** With {@link #kind}: the primary, where it has no class of its own. */
  String apiVersion() default "";

  /** With {@link #apiVersion}: the primary, where it has no class of its own. */
  String kind() default "";

  /**
   * The condition of the primary that says whether it is ready. Fairlead reads it for its answers,
   * and sets it to False, with reason and message, when an attempt fails.
   */
  String ready() default "Ready";

  /** Narrows the primaries by their labels, as {@code kubectl -l} does. */
  String labelSelector() default "";

  /** Narrows the primaries by their fields, as {@code kubectl --field-selector} does. */
  String fieldSelector() default "";

  /** Narrows everything that is watched to these namespaces; all by default. */
  String[] namespaces() default {};

  /**
   * Whether the reconciler is also called when the primary changes without a new generation, as by
   * a status that somebody else writes.
   */
  boolean everyChange() default false;

  /**
   * Which changes of a primary call the reconciler, in Java, instead of the rule of the generation.
   * Every primary is called for once after a start, when it comes, when it is being deleted and at
   * every resync, whatever this says.
   */
  Class<? extends Predicate<?>> predicate() default Predicate.Everything.class;

  /** How {@link Lister#byIndex} may find primaries. */
  Index[] indexes() default {};

  /** How the children go when their primary is deleted. */
  Deletion deletion() default Deletion.BACKGROUND;

  /** How long one attempt may take. */
  String deadline() default "30s";

  /** How often every primary is looked at without a change. */
  String resync() default "5m";

  /** How many attempts one process runs at once. */
  int workers() default 32;

  /**
   * How many attempts may begin in a second, in the whole mesh: 10, or 0.5 for one in two seconds.
   * 0 for as many as the workers take.
   */
  double qps() default 0;

  /**
   * With {@link #qps}: how many may begin at once when none has begun for long; by default as many
   * as in a second.
   */
  int burst() default 0;
}
