package dev.fairlead.mesh.frame;

import dev.fairlead.protocol.message.Token;

/**
 * Asked of the owner of an attempt that is under way: a dictionary that its snapshot names;
 * answered by {@link DictionaryAnswer}.
 */
public record DictionaryQuery(Token token, String dictionary) {}
