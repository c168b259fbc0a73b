/**
 * Lists and watches as raw bytes. A stream pulls the answer chunk by chunk and cuts every object
 * out of it in one pass, without a tree: its metadata, and a frame of its JSON without
 * managedFields. A broken object is an event; how a stream ended is a value. When to list, watch
 * and wait is decided elsewhere, by the Reflector.
 */
@NullMarked
package dev.fairlead.kube.stream;

import org.jspecify.annotations.NullMarked;
