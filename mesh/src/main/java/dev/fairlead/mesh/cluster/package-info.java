/**
 * The processes of one mesh, joined. Every process dials every other that it is told of: by a list
 * of members, by the DNS name of a headless service, by those that it meets. What a process
 * {@linkplain dev.fairlead.mesh.cluster.Dial asks for} is {@linkplain
 * dev.fairlead.mesh.cluster.Reception granted or refused} in a short exchange, which also tells who
 * is there: one port is greeting, heartbeat and {@linkplain dev.fairlead.mesh.cluster.Probe
 * doorbell}. Messages travel on the Vert.x event bus, which asks this package who consumes what.
 *
 * <p>That a process is absent here is a suspicion, never a fact: nothing is elected, locked or
 * decided by who is present.
 */
@NullMarked
package dev.fairlead.mesh.cluster;

import org.jspecify.annotations.NullMarked;
