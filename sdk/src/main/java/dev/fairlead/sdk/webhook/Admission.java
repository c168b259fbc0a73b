package dev.fairlead.sdk.webhook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@link Validator} or {@link Defaulter} is asked about. Optional: without it every default
 * holds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Admission {

  /** The operations; a {@link Defaulter} is never asked about deletes. */
  Operation[] operations() default {Operation.CREATE, Operation.UPDATE};

  /**
   * Subresources whose writes it is asked about as well, such as {@code status}: those that carry
   * the whole object.
   */
  String[] subresources() default {};

  /** What becomes of a request while nobody answers. */
  FailurePolicy failurePolicy() default FailurePolicy.FAIL;

  /** How long the API server waits for an answer, 1 to 30. */
  int timeoutSeconds() default 10;

  /** With {@link #kind} and {@link #plural}: the kind, where it has no class of its own. */
  String apiVersion() default "";

  /** With {@link #apiVersion} and {@link #plural}: the kind, where it has no class of its own. */
  String kind() default "";

  /** With {@link #apiVersion} and {@link #kind}: its name in the API's paths. */
  String plural() default "";
}
