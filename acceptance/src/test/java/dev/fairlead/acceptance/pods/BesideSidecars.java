package dev.fairlead.acceptance.pods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class make {@link Pods} with sidecars, which takes root, network namespaces,
 * {@code nft} and an {@link Envoy}. Where one is missing they are skipped and counted; where {@code
 * FAIRLEAD_REQUIRE} names {@code envoy}, they fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SidecarsCondition.class)
public @interface BesideSidecars {}
