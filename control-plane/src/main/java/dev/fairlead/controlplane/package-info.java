/**
 * A real Kubernetes control plane for tests and for developers, without containers. {@code
 * control-plane/build} makes its programs from their Go modules, once; {@link
 * dev.fairlead.controlplane.Binaries} finds them. A {@link dev.fairlead.controlplane.ControlPlane}
 * is a few of them at work together, each a {@link dev.fairlead.controlplane.Server} that can be
 * stopped, killed, frozen and started again at the same address, under the eye of a {@link
 * dev.fairlead.controlplane.Watchdog} that lets none outlive the JVM by accident. Tests use it
 * through the package {@code junit}, developers through {@link dev.fairlead.controlplane.Main}. The
 * product itself never depends on this module.
 */
@NullMarked
package dev.fairlead.controlplane;

import org.jspecify.annotations.NullMarked;
