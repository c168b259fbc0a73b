/** Who manages which field: server-side apply, and the bookkeeping of every other write. */
@NullMarked
package dev.fairlead.sandbox.apply;

import org.jspecify.annotations.NullMarked;
