package dev.fairlead.controlplane.junit;

import dev.fairlead.controlplane.Audit;
import dev.fairlead.controlplane.Controllers;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class need a real control plane. Their methods and constructors may take a
 * {@link dev.fairlead.controlplane.ControlPlane} as a parameter. All classes with the same
 * attributes share one.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RealControlPlaneExtension.class)
public @interface RealControlPlane {

  /** Which controllers run beside the API server. */
  Controllers controllers() default Controllers.HOUSEKEEPING;

  /** What is in the audit log. */
  Audit audit() default Audit.NONE;

  /** Further flags of kube-apiserver. */
  String[] apiServerFlags() default {};

  /**
   * Whether this class has one for itself, which starts before its first test and ends after its
   * last. A test that stops, kills or pauses a part of the control plane needs that where others
   * may run at the same time.
   */
  boolean exclusive() default false;
}
