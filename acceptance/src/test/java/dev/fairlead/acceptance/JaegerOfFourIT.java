package dev.fairlead.acceptance;

import dev.fairlead.acceptance.jaeger.TracedByJaeger;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The traces of a mesh whose roles are processes of their own. */
@RealControlPlane
@TracedByJaeger
class JaegerOfFourIT extends TraceStories {

  private static final List<String> ROLES = List.of("watcher", "reconciler", "status", "gateway");

  private Processes mesh;

  JaegerOfFourIT(ControlPlane plane) {
    super(plane);
  }

  @Override
  URI start(
      Path directory, Path kubeconfig, Cluster cluster, Map<String, String> environment, String link)
      throws Exception {
    mesh =
        new Processes(
            directory,
            ROLES,
            List.of(
                "--namespace=" + cluster.namespace(), "--lease-namespace=" + cluster.namespace()));
    mesh.environment(environment);
    mesh.environment(Map.of("FAIRLEAD_GATEWAY_TRACEURL", link));
    for (String role : ROLES) {
      mesh.start(role, kubeconfig, List.of(role));
    }
    ROLES.forEach(mesh::awaitReady);
    URI ready = mesh.awaitReady("gateway");
    Cluster.eventually()
        .until(() ->
            mesh.get(ready, "/api/v1/controllers/memcached").path("workers").asInt() == 1);
    return ready;
  }

  @Override
  void stop() {
    mesh.close();
  }

  @Override
  int processes() {
    return ROLES.size();
  }
}
