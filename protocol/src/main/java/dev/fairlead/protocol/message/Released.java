package dev.fairlead.protocol.message;

/** The owner has taken in a {@link Finished}, or knows that it no longer matters. */
public record Released(Token token, Incarnation owner) {}
