package dev.fairlead.mesh.frame;

import io.vertx.core.buffer.Buffer;

/** The bytes of a dictionary. Whoever asked sees by its name that it is the right one. */
public record DictionaryAnswer(Buffer learned) {}
