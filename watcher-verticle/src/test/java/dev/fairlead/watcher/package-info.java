/** Tests. */
@NullMarked
package dev.fairlead.watcher;

import org.jspecify.annotations.NullMarked;
