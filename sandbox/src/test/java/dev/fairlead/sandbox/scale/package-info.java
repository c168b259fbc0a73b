/** A million objects from one small process. */
@NullMarked
package dev.fairlead.sandbox.scale;

import org.jspecify.annotations.NullMarked;
