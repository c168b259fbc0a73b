/**
 * What the built-in kinds do beyond their schema: defaults, validation, what a write may change.
 */
@NullMarked
package dev.fairlead.sandbox.builtin;

import org.jspecify.annotations.NullMarked;
