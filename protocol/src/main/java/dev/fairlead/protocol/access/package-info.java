/**
 * Who may see and do what: the questions to an API server about the callers of the gateway, and its
 * answers, in the words of {@code authentication.k8s.io} and {@code authorization.k8s.io}. The
 * gateway asks; the Kubernetes adapter knows how.
 */
@NullMarked
package dev.fairlead.protocol.access;

import org.jspecify.annotations.NullMarked;
