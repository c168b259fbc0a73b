package dev.fairlead.mesh.bus;

import dev.fairlead.protocol.message.Incarnation;

/** Where one role of one incarnation takes its messages. */
public record Address(Incarnation incarnation, Role role) {}
