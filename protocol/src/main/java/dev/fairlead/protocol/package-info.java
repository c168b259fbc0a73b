/** To be told. */
@NullMarked
package dev.fairlead.protocol;

import org.jspecify.annotations.NullMarked;
