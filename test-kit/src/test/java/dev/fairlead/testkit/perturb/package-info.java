/** Reconcilers with and without bugs, to see that the former are found and the latter pass. */
@NullMarked
package dev.fairlead.testkit.perturb;

import org.jspecify.annotations.NullMarked;
