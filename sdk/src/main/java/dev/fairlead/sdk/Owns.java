package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A kind of children that a {@link Reconciler} desires. Changes of those that a primary controls,
 * their status included, lead to a call, and the call is given them. Children that are not desired
 * any more are deleted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Owns.All.class)
public @interface Owns {

  /** The kind, by its class; or {@link #apiVersion} and {@link #kind}. */
  Class<? extends HasMetadata> value() default GenericKubernetesResource.class;

  /** With {@link #kind}: the kind, where it has no class. */
  String apiVersion() default "";

  /** With {@link #apiVersion}: the kind, where it has no class. */
  String kind() default "";

  /** Narrows the watch by labels. Every desired child of the kind has to carry them. */
  String labelSelector() default "";

  /** Which children and changes call the reconciler, in Java; all by default. */
  Class<? extends Predicate<?>> predicate() default Predicate.Everything.class;

  /** How {@link Lister#byIndex} may find the objects. */
  Index[] indexes() default {};

  /** Several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Each of them. */
    Owns[] value();
  }
}
