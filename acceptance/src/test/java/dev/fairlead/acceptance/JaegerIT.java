package dev.fairlead.acceptance;

import dev.fairlead.acceptance.jaeger.TracedByJaeger;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The traces of a mesh in one JVM. */
@RealControlPlane
@TracedByJaeger
class JaegerIT extends TraceStories {

  private Optional<Mesh> running = Optional.empty();

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
    Mesh mesh = Mesh.traced(kubeconfig, environment, link);
    running = Optional.of(mesh);
    mesh.awaitReady();
    return URI.create(mesh.gateway());
  }

  @Override
  void stop() {
    running.ifPresent(Mesh::close);
  }

  @Override
  int processes() {
    return 1;
  }
}
