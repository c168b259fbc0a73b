/** Tests. */
@NullMarked
package dev.fairlead.watcher.dispatch;

import org.jspecify.annotations.NullMarked;
