package dev.fairlead.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A way to find objects of a declared kind by {@link Lister#byIndex}: by a field or by a label. One
 * of the two is given.
 *
 * <pre>{@code
 * @Reads(value = Pod.class, indexes = @Index(name = "byNode", field = "spec.nodeName"))
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Index {

  /** What it is called, unique within the kind. */
  String name();

  /** The field that holds the value, such as {@code spec.nodeName}: a text, number or boolean. */
  String field() default "";

  /** The label whose value it is. */
  String label() default "";
}
