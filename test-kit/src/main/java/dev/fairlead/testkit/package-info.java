/**
 * Tests of a reconciler inside a whole mesh: {@link dev.fairlead.testkit.FairleadTest} starts the
 * sandbox API server and every role in the JVM of the test, and gives it a {@link
 * dev.fairlead.testkit.TestCluster} to apply YAML, wait for conditions, look at children, move the
 * clock and inject faults. A reconciler alone is a function, and is tested as one: {@link
 * dev.fairlead.sdk.TestContext}.
 */
@NullMarked
package dev.fairlead.testkit;

import org.jspecify.annotations.NullMarked;
