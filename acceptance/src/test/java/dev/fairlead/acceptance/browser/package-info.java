/**
 * A real Chromium for tests of the console, driven by Playwright over pipes. The browser is the
 * machine's own: nothing is downloaded when tests run.
 */
@NullMarked
package dev.fairlead.acceptance.browser;

import org.jspecify.annotations.NullMarked;
