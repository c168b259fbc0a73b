package dev.fairlead.kube;

import static dev.fairlead.kube.Cluster.CONFIG_MAPS;
import static dev.fairlead.kube.Cluster.configMap;
import static dev.fairlead.kube.Cluster.configMapRef;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.stream.RunningStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A user who may do nothing: every refusal names verb, resource and namespace. */
@RealControlPlane
class PermissionsIT {

  @Test
  void refusalsNameVerbResourceAndNamespace(ControlPlane plane) throws Exception {
    String namespace;
    try (Cluster.Connected admin = Cluster.connect(plane)) {
      namespace = Cluster.namespace(admin.connection());
    }
    try (Cluster.Connected nobody = Cluster.connect(plane.kubeconfigFor(namespace, "nobody"))) {
      KubeConnection connection = nobody.connection();

      assertThat(
              new RunningStream(
                      connection.stream()
                          .listAndWatch(
                              Selection.of(CONFIG_MAPS).in(namespace), ResourceVersion.NONE))
                  .end(Duration.ofSeconds(10)))
          .asInstanceOf(type(StreamEnd.Forbidden.class))
          .satisfies(forbidden -> {
            assertThat(forbidden.verb()).isEqualTo("watch");
            assertThat(forbidden.resource()).isEqualTo(CONFIG_MAPS);
            assertThat(forbidden.namespace()).isEqualTo(namespace);
            assertThat(forbidden.message()).contains("system:serviceaccount:");
          });
      assertThat(
              connection
                  .writer()
                  .create(CONFIG_MAPS, configMap(namespace, "a", "1"), "fairlead.test"))
          .asInstanceOf(type(WriteResult.Forbidden.class))
          .returns("patch", WriteResult.Forbidden::verb)
          .returns(namespace, WriteResult.Forbidden::namespace);
      assertThat(connection.writer().get(configMapRef(namespace, "a")))
          .isInstanceOf(ReadResult.Forbidden.class);
      assertThat(connection.clusterId()).isEmpty();
    }
  }
}
