package dev.fairlead.kube.stream;

import static dev.fairlead.kube.Cluster.CONFIG_MAPS;
import static dev.fairlead.kube.Cluster.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What streams and writes say when the server freezes, dies and comes back. */
@RealControlPlane(controllers = Controllers.NONE, exclusive = true)
class FaultsIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void everyFaultHasItsOwnEnd(ControlPlane plane) throws Exception {
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      var connection = cluster.connection();
      var writer = connection.writer();
      String namespace = Cluster.namespace(connection);
      Selection selection = Selection.of(CONFIG_MAPS).in(namespace);
      ObservedObject a =
          ((WriteResult.Written)
                  writer.create(CONFIG_MAPS, configMap(namespace, "a", "1"), "fairlead.test"))
              .object();
      ListerWatcher impatient =
          connection.stream().with(StreamLimits.DEFAULT.withIdle(Duration.ofSeconds(1)));

      // Frozen: a watch falls silent, a write leaves it open.
      RunningStream silent =
          new RunningStream(impatient.listAndWatch(selection, ResourceVersion.NONE));
      silent.untilSynced();
      RunningStream cut =
          new RunningStream(connection.stream().listAndWatch(selection, ResourceVersion.NONE));
      cut.untilSynced();
      // Leaves a connection to the pool: without one, nothing could be sent to a frozen server.
      assertThat(writer.get(a.ref())).isInstanceOf(ReadResult.Found.class);
      plane.pauseApiServer();
      assertThat(silent.end(SOON)).isInstanceOf(StreamEnd.Silent.class);
      assertThat(
              writer
                  .within(Duration.ofMillis(300))
                  .apply(
                      CONFIG_MAPS,
                      configMap(namespace, "a", "2"),
                      Precondition.of(a),
                      "fairlead.test"))
          .isInstanceOf(WriteResult.Unanswered.class);
      RunningStream waiting =
          new RunningStream(connection.stream().watch(selection, a.resourceVersion()));
      assertThat(waiting.stop()).isEqualTo(new StreamEnd.Cancelled());
      plane.resumeApiServer();

      // Killed: streams break, writes were certainly not made.
      plane.killApiServer();
      StreamEnd cutEnd = cut.end(SOON);
      assertThat(cutEnd).isInstanceOf(StreamEnd.Broken.class);
      assertThat(
              new RunningStream(connection.stream().list(selection, ResourceVersion.NONE))
                  .end(SOON))
          .isInstanceOf(StreamEnd.Broken.class);
      assertThat(writer.delete(a.ref(), Precondition.of(a)))
          .isInstanceOf(WriteResult.Unreachable.class);
      assertThat(writer.get(a.ref())).isInstanceOf(ReadResult.Unknown.class);

      // Back, with an empty watch cache: what came before is gone.
      plane.startApiServer();
      assertThat(
              new RunningStream(connection.stream().watch(selection, new ResourceVersion("1")))
                  .end(SOON))
          .isInstanceOf(StreamEnd.Expired.class);
      RunningStream again =
          new RunningStream(connection.stream().listAndWatch(selection, a.resourceVersion()));
      assertThat(again.untilSynced()).isNotEmpty();
      assertThat(again.stop()).isEqualTo(new StreamEnd.Cancelled());
    }
  }
}
