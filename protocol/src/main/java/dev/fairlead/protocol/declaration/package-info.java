/**
 * What a controller says of itself: which kinds it reconciles, owns and reads, and within which
 * limits. A declaration is data only, so that a watcher can serve a controller whose code it does
 * not have.
 */
@NullMarked
package dev.fairlead.protocol.declaration;

import org.jspecify.annotations.NullMarked;
