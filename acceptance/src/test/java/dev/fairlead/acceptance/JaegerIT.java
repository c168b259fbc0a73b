package dev.fairlead.acceptance;

import dev.fairlead.acceptance.jaeger.TracedByJaeger;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The traces of a mesh in one JVM. */
@RealControlPlane
@TracedByJaeger
class JaegerIT extends TraceStories {

  private Mesh mesh;

  JaegerIT(ControlPlane plane) {
    super(plane);
  }

  @Override
  URI start(
      Path directory,
      Path kubeconfig,
      Cluster cluster,
      Map<String, String> environment,
      String link)
      throws Exception {
    mesh = Mesh.traced(kubeconfig, environment, link);
    mesh.awaitReady();
    return URI.create(mesh.gateway());
  }

  @Override
  void stop() {
    mesh.close();
  }

  @Override
  int processes() {
    return 1;
  }
}
