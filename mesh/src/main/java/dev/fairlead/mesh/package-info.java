/** To be told. */
@NullMarked
package dev.fairlead.mesh;

import org.jspecify.annotations.NullMarked;
