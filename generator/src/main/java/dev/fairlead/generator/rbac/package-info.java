/**
 * What each role of a mesh may do, computed from what controllers declare: {@link
 * dev.fairlead.generator.rbac.Needs} says what a role asks of the API server for a controller,
 * {@link dev.fairlead.generator.rbac.Rbac} makes roles, bindings and ServiceAccounts of it.
 *
 * <p>Where something else comes to be asked of the API server, {@code Needs} is the place to say
 * so; a test on a real API server runs with exactly this.
 */
@NullMarked
package dev.fairlead.generator.rbac;

import org.jspecify.annotations.NullMarked;
