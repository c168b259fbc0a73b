/**
 * What the attempts of a process do, told as they do it: that one starts, each time the gate lets a
 * write of it out, and how it ends. Who is called at night reads there what was allowed and what
 * came of it; with the audit log of the API server, which knows each write by the same {@code
 * traceparent}, it proves who wrote what under which token.
 */
@NullMarked
package dev.fairlead.reconciler.journal;

import org.jspecify.annotations.NullMarked;
