/**
 * What every process of a mesh has once, whatever its roles: an incarnation, a Vert.x with its bus,
 * telemetry and health. The roles are deployed on it.
 */
@NullMarked
package dev.fairlead.mesh.process;

import org.jspecify.annotations.NullMarked;
