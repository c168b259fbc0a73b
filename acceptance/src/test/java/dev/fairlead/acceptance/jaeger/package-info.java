/**
 * A real Jaeger for tests: {@link dev.fairlead.acceptance.jaeger.TracedByJaeger} says that a class
 * needs one, and {@link dev.fairlead.acceptance.jaeger.Jaegers} starts it.
 */
@NullMarked
package dev.fairlead.acceptance.jaeger;

import org.jspecify.annotations.NullMarked;
