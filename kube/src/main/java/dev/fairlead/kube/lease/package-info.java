/**
 * The Leases of coordination.k8s.io as Fairlead keeps them. {@link dev.fairlead.kube.lease.Leases}
 * reads and writes them under compare-and-swap; {@link dev.fairlead.kube.lease.LeaseForm} says what
 * stands where in one.
 */
@NullMarked
package dev.fairlead.kube.lease;

import org.jspecify.annotations.NullMarked;
