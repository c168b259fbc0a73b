package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Lister;
import dev.fairlead.sdk.ResourcePool;
import dev.fairlead.sdk.Writes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The context that a reconciler is given. Thread-safe. */
record AttemptContext(
    ControllerDefinition<?> definition,
    Surroundings around,
    Assign assign,
    Instant deadline,
    TraceContext trace,
    BooleanSupplier over,
    AttemptPools pools,
    boolean dryRun,
    Writes writes)
    implements Context {

  @Override
  public String controller() {
    return token().partition().controller();
  }

  @Override
  public NamespacedName name() {
    return token().key();
  }

  @Override
  public boolean cancelled() {
    return over.getAsBoolean() || !now().isBefore(deadline);
  }

  @Override
  public Instant now() {
    return around.clock().instant();
  }

  @Override
  public Optional<String> zone() {
    return around.zone();
  }

  @Override
  public <T extends HasMetadata> Lister<T> lister(Class<T> type) {
    return new RemoteLister<>(definition, type, assign, around);
  }

  @Override
  public ResourcePool pool(String pool) {
    checkCancelled();
    return pools.of(pool);
  }

  @Override
  public int failures() {
    return assign.failures();
  }

  @Override
  public Fence fence() {
    return new Fence(token().epoch(), token().attempt());
  }

  @Override
  public String traceparent() {
    return trace.traceparent();
  }

  /** The member {@code tenant} of the baggage. */
  @Override
  public Optional<String> tenant() {
    return Optional.of(trace.baggage("tenant")).filter(tenant -> !tenant.isEmpty());
  }

  /** The member {@code zone_pref} of the baggage. */
  @Override
  public Optional<String> zonePreference() {
    return Optional.of(trace.baggage("zone_pref")).filter(zone -> !zone.isEmpty());
  }

  @Override
  public Map<String, String> logFields() {
    return LogFields.of(token(), trace);
  }

  private Token token() {
    return assign.token();
  }
}
