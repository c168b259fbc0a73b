/** To be told. */
@NullMarked
package dev.fairlead.operators.memcached;

import org.jspecify.annotations.NullMarked;
