/** To be told. */
@NullMarked
package dev.fairlead.reconciler;

import org.jspecify.annotations.NullMarked;
