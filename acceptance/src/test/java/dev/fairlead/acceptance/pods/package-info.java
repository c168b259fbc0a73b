/**
 * Pods without Kubernetes: a network namespace with an address of its own, a sidecar that is a real
 * Envoy, and rules that capture as Istio's do. The rules and what istiod would tell the sidecar
 * stand in {@code src/test/resources/pods}.
 */
@NullMarked
package dev.fairlead.acceptance.pods;

import org.jspecify.annotations.NullMarked;
