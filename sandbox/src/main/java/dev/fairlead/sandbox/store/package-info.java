/**
 * Where objects are: one counter of revisions for everything, as in etcd, the latest version of
 * every object, and a bounded log of what changed, from which watches and older lists are served.
 */
@NullMarked
package dev.fairlead.sandbox.store;

import org.jspecify.annotations.NullMarked;
