/**
 * The three older ways to change a part of an object: {@link dev.fairlead.sandbox.patch.JsonPatch},
 * {@link dev.fairlead.sandbox.patch.MergePatch}, {@link
 * dev.fairlead.sandbox.patch.StrategicMergePatch}. Each is a pure function of the object and the
 * request's body, which leaves the object alone and returns a new one.
 */
@NullMarked
package dev.fairlead.sandbox.patch;

import org.jspecify.annotations.NullMarked;
