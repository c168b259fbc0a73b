/** To be told. */
@NullMarked
package dev.fairlead.launcher;

import org.jspecify.annotations.NullMarked;
