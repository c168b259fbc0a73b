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
 * A kind that a {@link Reconciler} looks at and does not own. Changes lead to a call for the
 * primaries that an object belongs to, and the call is given it.
 *
 * <p>An object belongs to the primary of the same name, or by one of {@link #byField}, {@link
 * #byLabel} and {@link #byOwner}; always within the namespace. All of that is data, so that a
 * watcher without this class can serve it. What data cannot say, {@link #mapping} and {@link
 * #predicate} do, where every watcher is a process of the operator's own jar. A kind may be read in
 * several ways, each by an annotation of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Reads.All.class)
public @interface Reads {

  /** The kind, by its class; or {@link #apiVersion} and {@link #kind}. */
  Class<? extends HasMetadata> value() default GenericKubernetesResource.class;

  /** With {@link #kind}: the kind, where it has no class. */
  String apiVersion() default "";

  /** With {@link #apiVersion}: the kind, where it has no class. */
  String kind() default "";

  /** The field of the primary that holds the object's name, such as {@code spec.tlsSecretName}. */
  String byField() default "";

  /** The label of the object whose value is the primary's name. */
  String byLabel() default "";

  /** The object's controller owner reference names the primary, though somebody else made it. */
  boolean byOwner() default false;

  /** Leads to the primaries in Java. */
  Class<? extends SecondaryToPrimary<?>> mapping() default SecondaryToPrimary.None.class;

  /** Which objects and changes call the reconciler, in Java; all by default. */
  Class<? extends Predicate<?>> predicate() default Predicate.Everything.class;

  /**
   * Whether nothing but {@code apiVersion}, {@code kind} and {@code metadata} of the objects is
   * fetched, cached and shown: for kinds of which a name, a label or an owner is enough.
   */
  boolean metadataOnly() default false;

  /** How {@link Lister#byIndex} may find the objects. */
  Index[] indexes() default {};

  /** Narrows the watch by labels. */
  String labelSelector() default "";

  /** Narrows the watch by fields, such as {@code type=kubernetes.io/tls}. */
  String fieldSelector() default "";

  /** Several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Each of them. */
    Reads[] value();
  }
}
