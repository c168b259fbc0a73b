/**
 * The Kubernetes adapter. A {@link dev.fairlead.kube.KubeConnection} leads to an API server by
 * kubeconfig or from within the cluster, on fabric8's client; from it come raw lists and watches
 * ({@code stream}), writes under preconditions ({@code write}), kinds and resources ({@code
 * mapping}) and fabric8's typed client. Calls block and are meant for virtual threads; none may be
 * made on an event loop.
 */
@NullMarked
package dev.fairlead.kube;

import org.jspecify.annotations.NullMarked;
