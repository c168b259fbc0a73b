/**
 * What is observed: the {@link dev.fairlead.protocol.cache.Reflector} keeps one collection in step
 * with the API server, a {@link dev.fairlead.protocol.cache.DeltaFIFO} orders and folds its
 * changes, an {@link dev.fairlead.protocol.cache.Indexer} stores the objects and finds them, and a
 * {@link dev.fairlead.protocol.cache.Lister} reads from it.
 */
@NullMarked
package dev.fairlead.protocol.cache;

import org.jspecify.annotations.NullMarked;
