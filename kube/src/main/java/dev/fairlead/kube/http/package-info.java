/**
 * One HTTP call to the API server and its answer as a value, on the HTTP layer of fabric8's client:
 * it brings credentials, TLS and token refresh, and nothing is retried behind the caller's back.
 * Everything here blocks and is meant for virtual threads, never for an event loop.
 */
@NullMarked
package dev.fairlead.kube.http;

import org.jspecify.annotations.NullMarked;
