package dev.fairlead.acceptance.manifests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class render charts by Helm, which takes Go to build. Where there is none they
 * are skipped and counted; where {@code FAIRLEAD_REQUIRE} names {@code helm}, they fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(HelmCondition.class)
@interface RendersWithHelm {}
