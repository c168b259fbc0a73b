/**
 * What the processes of a mesh may say to each other: the one list of the messages on the bus, of
 * their names, their bounds, and the fields that they may lack.
 */
@NullMarked
package dev.fairlead.mesh.vocabulary;

import org.jspecify.annotations.NullMarked;
