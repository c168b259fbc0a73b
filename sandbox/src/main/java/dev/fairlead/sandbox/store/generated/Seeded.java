package dev.fairlead.sandbox.store.generated;

import dev.fairlead.sandbox.store.Key;
import java.util.SplittableRandom;

/**
 * One object while it is made.
 *
 * @param random the same sequence whenever this object is made, in all its variations
 */
record Seeded(Key key, int index, int variation, SplittableRandom random) {}
