/** The verbs on a resource, independent of HTTP: what kube-apiserver calls its generic registry. */
@NullMarked
package dev.fairlead.sandbox.rest;

import org.jspecify.annotations.NullMarked;
