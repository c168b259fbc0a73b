/**
 * A real Prometheus for the tests, and what it is to be fed with: the dashboard and the rules that
 * {@code k8s/observability} has for it.
 */
@NullMarked
package dev.fairlead.acceptance.prometheus;

import org.jspecify.annotations.NullMarked;
