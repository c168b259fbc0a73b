/** Parts of an attempt. */
@NullMarked
package dev.fairlead.reconciler.attempt;

import org.jspecify.annotations.NullMarked;
