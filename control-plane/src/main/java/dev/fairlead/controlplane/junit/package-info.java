/**
 * Tests against a real API server. A test class says {@link
 * dev.fairlead.controlplane.junit.RealControlPlane} and takes a {@link
 * dev.fairlead.controlplane.ControlPlane} as a parameter. Classes that ask for the same share one,
 * which starts with the first of them and ends with the test JVM; so each test works in a namespace
 * of its own. Where the control plane cannot be built, such tests are skipped, and the last line of
 * the run counts them; where {@code FAIRLEAD_REQUIRE} names {@code controlplane}, they fail.
 */
@NullMarked
package dev.fairlead.controlplane.junit;

import org.jspecify.annotations.NullMarked;
