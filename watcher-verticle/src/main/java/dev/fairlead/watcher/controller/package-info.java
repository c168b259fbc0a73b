/**
 * One controller as it is declared: which collections it watches, what their changes mean for its
 * keys, what keeps it from being in step, and when everything is looked at again. All of it lives
 * on the event loop of the watcher.
 */
@NullMarked
package dev.fairlead.watcher.controller;

import org.jspecify.annotations.NullMarked;
