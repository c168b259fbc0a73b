/**
 * {@code fairlead new}: a small Maven project for an operator of one's own, and one more kind for a
 * project that is there. What it writes are templates under {@code templates/}, filled in and
 * otherwise as they are; which of them, and what goes into their gaps, is decided here. Everything
 * is checked and made in memory before the first file is written.
 */
@NullMarked
package dev.fairlead.scaffold;

import org.jspecify.annotations.NullMarked;
