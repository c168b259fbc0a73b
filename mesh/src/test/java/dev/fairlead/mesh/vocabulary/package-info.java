/**
 * Every message there is: it travels, stays as it was at level 1, and no damage to it does harm.
 */
@NullMarked
package dev.fairlead.mesh.vocabulary;

import org.jspecify.annotations.NullMarked;
