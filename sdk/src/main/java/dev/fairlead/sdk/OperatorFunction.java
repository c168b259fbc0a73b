package dev.fairlead.sdk;

/**
 * What an operator is made of: a {@link Reconciler}, or one of the functions of the package {@code
 * dev.fairlead.sdk.webhook}. Instances of all of them are given to {@code Fairlead.run} side by
 * side; one class may be several of them.
 */
public interface OperatorFunction {}
