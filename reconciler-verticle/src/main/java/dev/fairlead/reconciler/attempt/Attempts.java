package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.pool.Pools;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Executions;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.sdk.ControllerDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes attempts of the controllers of this process. Thread-safe. */
public final class Attempts implements Executions {

  private final Map<String, ControllerDefinition<?>> definitions;
  private final Map<String, ReconcileMetrics> metrics;
  private final Surroundings surroundings;

  /**
   * For these controllers.
   *
   * @param metrics of each of them
   */
  public Attempts(
      List<ControllerDefinition<?>> definitions,
      KubeConnection kube,
      Spans spans,
      Map<String, ReconcileMetrics> metrics,
      StatusService status,
      RemoteSnapshots snapshots,
      Pools pools,
      Journal journal,
      Incarnation self,
      String zone,
      InstantSource clock) {
    this.definitions =
        definitions.stream()
            .collect(Collectors.toMap(ControllerDefinition::name, Function.identity()));
    this.metrics = Map.copyOf(metrics);
    this.surroundings =
        new Surroundings(
            kube,
            new Decoder(kube.client().getKubernetesSerialization()),
            spans,
            status,
            snapshots,
            new LiveObjects(kube.writer()),
            pools,
            journal,
            self,
            Optional.of(zone).filter(known -> !known.isEmpty()),
            clock);
  }

  @Override
  public Execution of(Assign assign, Gate gate) {
    String controller = assign.token().partition().controller();
    ControllerDefinition<?> definition = definitions.get(controller);
    ReconcileMetrics measures = metrics.get(controller);
    if (definition == null || measures == null) {
      throw new IllegalArgumentException("this worker has no controller " + controller);
    }
    return measures.measured(
        new Attempt<>(definition, assign, measures.measured(gate), measures, surroundings));
  }
}
