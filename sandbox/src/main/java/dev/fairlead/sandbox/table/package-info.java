/** What kubectl shows: the columns of each kind, and what stands in them. */
@NullMarked
package dev.fairlead.sandbox.table;

import org.jspecify.annotations.NullMarked;
