/**
 * CustomResourceDefinitions: whether one is valid, which names it gets, which kinds it adds, and
 * how it goes with all its objects. Also what the objects of such kinds have in common.
 */
@NullMarked
package dev.fairlead.sandbox.crd;

import org.jspecify.annotations.NullMarked;
