package dev.fairlead.reconciler;

import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.sdk.ControllerDefinition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The reconciler role of one process, for all its controllers. */
public final class ReconcilerVerticle extends VerticleBase {
  // temporary
  final MeshBus bus;
  final Incarnation self;
  final String zone;
  final List<ControllerDefinition<?>> definitions;
  final ReconcilerSettings settings;

  /** TODO. */
  public ReconcilerVerticle(
      MeshBus bus,
      Incarnation self,
      String zone,
      List<ControllerDefinition<?>> definitions,
      ReconcilerSettings settings) {
    this.bus = bus;
    this.self = self;
    this.zone = zone;
    this.definitions = definitions;
    this.settings = settings;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }
}
