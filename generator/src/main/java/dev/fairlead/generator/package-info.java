/**
 * What a program's controllers declare, as manifests: pure functions of their definitions, that ask
 * no server. An {@link dev.fairlead.generator.Installation} says how what is installed is called
 * and where it goes.
 */
@NullMarked
package dev.fairlead.generator;

import org.jspecify.annotations.NullMarked;
