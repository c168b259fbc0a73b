/**
 * A reconciler under disturbances: {@link dev.fairlead.testkit.perturb.Perturbation} plays a story
 * of changes once in peace and then hundreds of times with stale caches, crashes between writes,
 * conflicts, errors and foreign hands, and compares where it ends. What runs is the worker's and
 * the status service's own code on a sandbox API server; this package plays the watcher, the
 * cluster's controllers and misfortune, all from a seed.
 */
@NullMarked
package dev.fairlead.testkit.perturb;

import org.jspecify.annotations.NullMarked;
