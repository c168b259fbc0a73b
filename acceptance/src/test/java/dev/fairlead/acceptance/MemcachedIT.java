package dev.fairlead.acceptance;

import dev.fairlead.controlplane.Audit;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;

/** The stories on a real kube-apiserver. */
@RealControlPlane(audit = Audit.METADATA)
class MemcachedIT extends MemcachedStories {

  MemcachedIT(ControlPlane controlPlane) throws Exception {
    super(new ApiServer.Real(controlPlane));
  }
}
