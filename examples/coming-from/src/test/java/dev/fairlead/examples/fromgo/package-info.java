/**
 * What docs/FROM-GO.md shows: an operator for a {@link dev.fairlead.examples.fromgo.Mirror}, which
 * asks several sources at once, with the tests that run it.
 */
@NullMarked
package dev.fairlead.examples.fromgo;

import org.jspecify.annotations.NullMarked;
