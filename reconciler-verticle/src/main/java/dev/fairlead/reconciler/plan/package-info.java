/**
 * From desired and observed children to the calls that are worth making: a pure function. A {@link
 * dev.fairlead.reconciler.plan.Manifest} is a child as it is to be written, a {@link
 * dev.fairlead.reconciler.plan.Step} is what becomes of one object.
 */
@NullMarked
package dev.fairlead.reconciler.plan;

import org.jspecify.annotations.NullMarked;
