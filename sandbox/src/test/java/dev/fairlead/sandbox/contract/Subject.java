package dev.fairlead.sandbox.contract;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.ControlPlaneOptions;

/** What is compared with the kube-apiserver: the sandbox, or another kube-apiserver. */
record Subject(Endpoint endpoint, boolean isReal, AutoCloseable server) implements AutoCloseable {

  static Subject start() {
    ControlPlane plane = ControlPlane.start(ControlPlaneOptions.DEFAULT);
    return new Subject(Endpoint.of(plane), true, plane);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
