/**
 * An operator whose objects are made by Spring: the reconciler is a component that is given others,
 * and {@link dev.fairlead.examples.springboot.GreetingApplication} hands all reconcilers that there
 * are to Fairlead.
 */
@NullMarked
package dev.fairlead.examples.springboot;

import org.jspecify.annotations.NullMarked;
