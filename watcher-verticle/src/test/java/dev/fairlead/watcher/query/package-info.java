/** Tests. */
@NullMarked
package dev.fairlead.watcher.query;

import org.jspecify.annotations.NullMarked;
