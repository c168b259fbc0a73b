/**
 * The Memcached operator: a {@link dev.fairlead.operators.memcached.Memcached} becomes a Deployment
 * of the same name. It is written as a user of Fairlead would write theirs: the types of the custom
 * resource, one pure function, a main.
 */
@NullMarked
package dev.fairlead.operators.memcached;

import org.jspecify.annotations.NullMarked;
