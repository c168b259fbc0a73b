package dev.fairlead.kube.stream;

import static dev.fairlead.kube.Cluster.CONFIG_MAPS;
import static dev.fairlead.kube.Cluster.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.kube.http.Call;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that does not offer WatchList. */
@RealControlPlane(
    controllers = Controllers.NONE,
    apiServerFlags = "--feature-gates=WatchList=false")
class WithoutWatchListIT {

  @Test
  void listsAndWatchesAndRemembersIt(ControlPlane plane) throws Exception {
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      var connection = cluster.connection();
      String namespace = Cluster.namespace(connection);
      connection.writer().create(CONFIG_MAPS, configMap(namespace, "a", "1"), "fairlead.test");
      Selection selection = Selection.of(CONFIG_MAPS).in(namespace);
      cluster.calls().clear();

      for (int round = 0; round < 2; round++) {
        try (RunningStream running =
            new RunningStream(connection.stream().listAndWatch(selection, ResourceVersion.NONE))) {
          assertThat(running.untilSynced()).hasSize(2 + round);
          connection
              .writer()
              .create(CONFIG_MAPS, configMap(namespace, "b" + round, "1"), "fairlead.test");
          running.until(StreamEvent.Added.class::isInstance);
        }
      }

      List<String> reads =
          cluster.calls().stream().map(Call::verb).filter(verb -> !verb.equals("patch")).toList();
      assertThat(reads).containsExactly("watch", "list", "watch", "list", "watch");
    }
  }
}
