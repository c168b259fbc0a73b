/**
 * Watches as kube-apiserver serves them: an initial state if asked for, changes as they look
 * through a selector, bookmarks in between, and an end that a client can tell.
 */
@NullMarked
package dev.fairlead.sandbox.store.watch;

import org.jspecify.annotations.NullMarked;
