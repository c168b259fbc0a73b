package dev.fairlead.acceptance.jaeger;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class ask a real Jaeger, which takes Go to build. Where there is none they are
 * skipped and counted; where {@code FAIRLEAD_REQUIRE} names {@code jaeger}, they fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(JaegerCondition.class)
public @interface TracedByJaeger {}
