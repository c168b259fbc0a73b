/**
 * Large collections out of nothing: objects made from a template and a seed when somebody reads
 * them, and changes to them at a rate.
 */
@NullMarked
package dev.fairlead.sandbox.store.generated;

import org.jspecify.annotations.NullMarked;
