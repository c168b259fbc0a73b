/** Java types from a CRD that is there already. */
@NullMarked
package dev.fairlead.generator.types;

import org.jspecify.annotations.NullMarked;
