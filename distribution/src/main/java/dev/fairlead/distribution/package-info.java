/** What {@code ./fairlead} runs: the launcher with every operator that ships. */
@NullMarked
package dev.fairlead.distribution;

import org.jspecify.annotations.NullMarked;
