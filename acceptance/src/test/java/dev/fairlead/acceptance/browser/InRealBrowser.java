package dev.fairlead.acceptance.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class use a {@link Chromium}. Where there is none they are skipped and counted;
 * where {@code FAIRLEAD_REQUIRE} names {@code browser}, they fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(BrowserCondition.class)
public @interface InRealBrowser {}
