/** Which declaration of a controller counts, on its own. */
@NullMarked
package dev.fairlead.protocol.declaration;

import org.jspecify.annotations.NullMarked;
