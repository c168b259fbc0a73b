/**
 * The rules of {@code x-kubernetes-validations}, in CEL, by dev.cel with the functions that
 * Kubernetes adds. Nothing here is loaded before a definition has a rule. Costs are not estimated:
 * instead an evaluation may make at most 1,000,000 iterations and a rule has at most 100,000
 * characters. Functions that are missing ({@code format.*}, {@code semver}, {@code jsonpatch}) are
 * undeclared references, and the definition that uses them is refused.
 */
@NullMarked
package dev.fairlead.sandbox.schema.cel;

import org.jspecify.annotations.NullMarked;
