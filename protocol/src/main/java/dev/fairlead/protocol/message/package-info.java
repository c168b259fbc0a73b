/**
 * What travels over the bus: every message of the dispatch protocol, as immutable records. The
 * event bus is at most once and may lose, repeat, delay or reorder any of them; nothing rests on
 * it. In one JVM a message is handed over by reference.
 */
@NullMarked
package dev.fairlead.protocol.message;

import org.jspecify.annotations.NullMarked;
