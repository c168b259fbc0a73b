package dev.fairlead.acceptance.prometheus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run a real {@link Prometheus}. Where it cannot be had they are skipped
 * and counted; where {@code FAIRLEAD_REQUIRE} names {@code prometheus}, they fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(PrometheusCondition.class)
public @interface WithPrometheus {}
