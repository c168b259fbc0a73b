/**
 * What a cluster does by itself: the controllers that a control plane has. Each looks at one object
 * at a time, when something changed or its time has come, and writes through the same verbs as
 * everybody, so that watches see it.
 */
@NullMarked
package dev.fairlead.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
