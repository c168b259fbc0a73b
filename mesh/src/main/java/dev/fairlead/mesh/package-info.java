/**
 * The adapter to the Vert.x event bus and what belongs to every process of a mesh: addresses, typed
 * messages, presence, telemetry.
 */
@NullMarked
package dev.fairlead.mesh;

import org.jspecify.annotations.NullMarked;
