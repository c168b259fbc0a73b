/** What the bus does with what arrives. */
@NullMarked
package dev.fairlead.mesh.bus;

import org.jspecify.annotations.NullMarked;
