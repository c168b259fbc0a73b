/**
 * Which kinds the server serves, and what their resources can do. Built-in kinds are read from two
 * files beside this package, which were taken from a kube-apiserver; custom ones come and go with
 * their definitions.
 */
@NullMarked
package dev.fairlead.sandbox.kind;

import org.jspecify.annotations.NullMarked;
