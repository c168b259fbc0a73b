/** To be told. */
@NullMarked
package dev.fairlead.status;

import org.jspecify.annotations.NullMarked;
