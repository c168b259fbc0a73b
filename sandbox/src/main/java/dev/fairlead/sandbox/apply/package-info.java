/**
 * Who manages which field: server-side apply, and the bookkeeping of every other write.
 *
 * <p>A {@link dev.fairlead.sandbox.apply.FieldSet} is a set of paths into an object. {@link
 * dev.fairlead.sandbox.apply.TypedValue} reads such sets from an object by its schema, compares two
 * objects, merges one into another and takes paths away. {@link
 * dev.fairlead.sandbox.apply.FieldManagement} is what a write calls: it decides who owns what
 * afterwards, and refuses an apply that would change what somebody else owns.
 *
 * @see <a href="https://kep.k8s.io/555">KEP-555, server-side apply</a>
 */
@NullMarked
package dev.fairlead.sandbox.apply;

import org.jspecify.annotations.NullMarked;
