package dev.fairlead.mesh.wire;

/**
 * A message that has a place on the wire.
 *
 * @param name its name there
 * @param javaType its class; of a sealed interface, the interface
 * @param level the lowest level of the protocol that a reader must have
 * @param bytesMax the bound of a frame
 */
public record MessageType(String name, Class<?> javaType, int level, int bytesMax) {}
