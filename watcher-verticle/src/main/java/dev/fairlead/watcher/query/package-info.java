/**
 * What people are told: controllers in numbers, pages of objects, one object with its children, and
 * why an object is as it is. Questions are taken in on the event loop, where the state is, and
 * worked out on virtual threads from what cannot change: frames are decoded only when somebody
 * asks.
 */
@NullMarked
package dev.fairlead.watcher.query;

import org.jspecify.annotations.NullMarked;
