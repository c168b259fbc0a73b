/**
 * What the built-in kinds do beyond their schema: defaults, validation, what a write may change,
 * what counts as a new generation. One {@code …Rules} class holds the kinds of one family, as
 * values; {@code …Check} classes say what must hold of the parts that several kinds have in common;
 * {@code TypeDefaults} and {@code Form} give every object the form that the API's own structs would
 * give it.
 *
 * <p>What kube-apiserver checks and this package does not: the contents of rare volume sources,
 * affinity, topology spread, DNS settings, windows and user-namespace options, dynamic resource
 * claims, ephemeral containers, failure and success policies of jobs, names of resources in quotas,
 * ranges of CIDRs, metrics of autoscalers other than resources, statuses. What it changes in other
 * objects, such as the finalizer that protects claims, is left out where nothing here would undo
 * it. Cluster addresses and node ports of services are drawn, and not kept in a register.
 */
@NullMarked
package dev.fairlead.sandbox.builtin;

import org.jspecify.annotations.NullMarked;
