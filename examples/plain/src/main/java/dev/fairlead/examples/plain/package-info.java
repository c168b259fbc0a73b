/**
 * An operator without a framework: a {@link dev.fairlead.examples.plain.Greeting} becomes a
 * ConfigMap with a text, which a {@link dev.fairlead.examples.plain.Phrases} knows. {@code main}
 * makes the one and hands it to the reconciler.
 */
@NullMarked
package dev.fairlead.examples.plain;

import org.jspecify.annotations.NullMarked;
