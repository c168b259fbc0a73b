/**
 * Informers in the classic style, for code that is not a reconciler: {@link
 * dev.fairlead.informers.Informers} opens a {@link dev.fairlead.informers.SharedInformer} for a
 * kind, which keeps its objects in memory, packed as the watcher packs them, tells a {@link
 * dev.fairlead.informers.ResourceEventHandler} what happens to them, and finds them by its {@link
 * dev.fairlead.informers.Indexer}. The names are client-go's.
 */
@NullMarked
package dev.fairlead.informers;

import org.jspecify.annotations.NullMarked;
