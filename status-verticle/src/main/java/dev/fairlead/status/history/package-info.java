/**
 * What happened to every object, from the flight records that all replicas hear, and from what
 * replicas that were there before have heard: a few items for each, and the objects least recently
 * told of forgotten first. Removed objects stay as long as there is room, because people ask after
 * them.
 */
@NullMarked
package dev.fairlead.status.history;

import org.jspecify.annotations.NullMarked;
