package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.message.Token;

/**
 * Asked of the owner of an attempt that is under way, and whose snapshot is {@linkplain
 * ElsewhereFrame elsewhere}; answered by {@link SnapshotChunk}.
 *
 * @param chunk which piece, from 0
 */
public record SnapshotQuery(Token token, int chunk) {}
