/**
 * The operator with which the bench measures the mesh itself: its reconciles write nothing and only
 * take time, some or none.
 */
@NullMarked
package dev.fairlead.bench.load;

import org.jspecify.annotations.NullMarked;
