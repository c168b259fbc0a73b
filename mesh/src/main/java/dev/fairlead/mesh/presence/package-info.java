/**
 * Who is in the mesh: the {@link dev.fairlead.mesh.presence.PresenceBeacon} of every process tells,
 * with every beat, what it is and how it fares, and whoever wants to know keeps a {@link
 * dev.fairlead.mesh.presence.PresenceBook}.
 */
@NullMarked
package dev.fairlead.mesh.presence;

import org.jspecify.annotations.NullMarked;
