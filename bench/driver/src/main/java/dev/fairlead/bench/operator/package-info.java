/** The frameworks that are compared, and the process of the operator on one of them. */
@NullMarked
package dev.fairlead.bench.operator;

import org.jspecify.annotations.NullMarked;
