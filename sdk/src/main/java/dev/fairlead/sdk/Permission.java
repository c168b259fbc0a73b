package dev.fairlead.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@link Reconciler} does at the API server besides what {@link Owns} and {@link Reads} say,
 * by {@link Context#writes} or a client of its own. It goes into the generated RBAC of the role
 * that runs reconcilers, and means nothing else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Permission.All.class)
public @interface Permission {

  /** The API group; empty for the core group. */
  String group() default "";

  /** The resource: a plural, with its subresource after a slash if it is one. */
  String resource();

  /** What is done with it, such as {@code create}; an apply is {@code create} and {@code patch}. */
  String[] verbs();

  /** Whether the resource is in no namespace, or is asked for in namespaces of others. */
  boolean clusterScoped() default false;

  /** Several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Each of them. */
    Permission[] value();
  }
}
