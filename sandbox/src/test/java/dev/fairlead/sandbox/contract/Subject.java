package dev.fairlead.sandbox.contract;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.ControlPlaneOptions;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.behaviour.BehaviourOptions;
import dev.fairlead.sandbox.behaviour.BehaviourOptions.Part;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What is compared with the kube-apiserver: the sandbox, or another kube-apiserver. */
record Subject(Endpoint endpoint, boolean isReal, AutoCloseable server) implements AutoCloseable {

  private static final boolean REAL = System.getProperty("contract.subject", "").equals("real");

  /** What runs beside the kube-apiserver too. */
  private static final Set<Part> HOUSEKEEPING =
      Set.of(Part.GARBAGE_COLLECTION, Part.NAMESPACES, Part.SERVICE_ACCOUNTS);

  static Subject start() {
    return REAL ? controlPlane() : sandbox();
  }

  private static Subject sandbox() {
    Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.defaults().withBehaviour(BehaviourOptions.DEFAULTS.with(HOUSEKEEPING)));
    Endpoint endpoint =
        new Endpoint(
            URI.create(sandbox.url()), Optional.empty(), Optional.of(sandbox.adminToken()));
    return new Subject(endpoint, false, sandbox);
  }

  private static Subject controlPlane() {
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
