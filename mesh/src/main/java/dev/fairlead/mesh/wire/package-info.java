/**
 * How a message looks between processes. A frame is one self-described CBOR item (RFC 8949, 3.4.6),
 * so that any CBOR tool shows it:
 *
 * <pre>{@code
 * 55799([format, minimum, level, "mesh", "type", {"field": value, …}])
 * }</pre>
 *
 * <p>The records are the schema: a {@link dev.fairlead.mesh.wire.Schema} is built of a closed list
 * of message types, and of the types of their components. Nothing names a class, and only what the
 * schema lists is ever made of bytes. The names of components and of enum constants are the names
 * on the wire.
 *
 * <p><b>Tolerance.</b> A field that the reader does not know is passed over. A missing field is a
 * refusal, unless the schema says that the record may lack it: then it has the empty value of its
 * type. An unknown message type, subtype or constant is a refusal always.
 *
 * <p><b>Levels.</b> A writer says which level of the protocol it has, and which a reader must have
 * at least to act on the frame safely. A reader below that refuses.
 *
 * <p><b>How a field is added.</b>
 *
 * <ol>
 *   <li>If a reader that passes it over is merely told less, add the component and list it under
 *       {@code mayLack}. The level stays.
 *   <li>If a reader that passes it over may do harm (what stands, what may be written, what must be
 *       seen first), raise {@link dev.fairlead.mesh.wire.WireFormat#LEVEL}, and the minimum of the
 *       messages that carry it, one release after everybody reads it.
 *   <li>A new subtype or constant is always the second case, for the messages that may carry it.
 *   <li>No field is renamed, removed, or given another type: a new one is added beside it.
 *   <li>Add frames of the new level to the golden ones; those of the old levels stay and are read
 *       for ever.
 * </ol>
 *
 * <p>What cannot be read is a {@link dev.fairlead.mesh.wire.Refused}: counted by cause, said at
 * most once a minute, and nothing else happens.
 */
@NullMarked
package dev.fairlead.mesh.wire;

import org.jspecify.annotations.NullMarked;
