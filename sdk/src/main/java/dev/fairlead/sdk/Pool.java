package dev.fairlead.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Something of which there is only so much, for all processes of the mesh together: licences, slots
 * of a database, calls to a slow service. An attempt takes a permit by {@link Context#pool}.
 * Controllers that name the same pool share it, and state the same capacity.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Pool.All.class)
public @interface Pool {

  /** A DNS label of at most 40 characters. */
  String name();

  /** How many permits there are. */
  int capacity();

  /** Several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Each of them. */
    Pool[] value();
  }
}
