/** Tests of why an object is as it is. */
@NullMarked
package dev.fairlead.watcher.explain;

import org.jspecify.annotations.NullMarked;
