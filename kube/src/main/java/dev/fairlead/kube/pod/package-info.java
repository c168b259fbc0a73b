/**
 * What the API server says of Pods, as far as somebody wants to know whether a process in one of
 * them has ended: {@link dev.fairlead.kube.pod.Pods} reads the termination messages.
 */
@NullMarked
package dev.fairlead.kube.pod;

import org.jspecify.annotations.NullMarked;
