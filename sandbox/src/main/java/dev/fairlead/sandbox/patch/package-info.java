/**
 * The three older ways to change a part of an object: JSON patch, merge patch, strategic merge
 * patch.
 */
@NullMarked
package dev.fairlead.sandbox.patch;

import org.jspecify.annotations.NullMarked;
