package dev.fairlead.reconciler.pool;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The slots of one pool, as one process sees them: a Lease for each, which is held by whoever's
 * name stands in it. It changes hands by compare-and-swap alone. Wall clocks are never compared: a
 * slot is taken from a holder that is silent once this process has seen the same Lease for its
 * whole duration. Thread-safe; blocks.
 */
public final class Slots {

  /** Marks the Leases of a pool. */
  static final String LABEL = "fairlead.dev/pool";

  /** So long an answer that all are taken is good for all attempts of the process. */
  private static final Duration FULL = Duration.ofMillis(500);

  /** What came of taking one. */
  public sealed interface Taking {

    /** It is held, for so long at most. */
    record Taken(Lease lease) implements Taking {}

    /** All are held. */
    record Full() implements Taking {}

    /** The API server does not say, or does not let it be done. */
    record Failed(String cause) implements Taking {}
  }

  /** A Lease in one state, and since when this process knows it. */
  private record Seen(String resourceVersion, long sinceNanos) {}

  private final KubernetesClient client;
  private final String namespace;
  private final String pool;
  private final LongSupplier nanos;
  private final Map<String, Seen> seen = new HashMap<>();
  private long fullUntilNanos;
  private boolean full;

  /**
   * Of one pool.
   *
   * @param namespace where its Leases are
   * @param nanos a clock that never goes back
   */
  public Slots(KubernetesClient client, String namespace, String pool, LongSupplier nanos) {
    this.client = client;
    this.namespace = namespace;
    this.pool = pool;
    this.nanos = nanos;
  }

  /**
   * Takes a slot.
   *
   * @param holder a name that nobody else ever has
   * @param longest how long it may be held
   */
  public synchronized Taking take(int capacity, String holder, Duration longest) {
    if (full && nanos.getAsLong() - fullUntilNanos < 0) {
      return new Taking.Full();
    }
    full = false;
    try {
      Map<String, Lease> leases = leases();
      for (int slot = 0; slot < capacity; slot++) {
        String name = "fairlead-pool-" + pool + "-" + slot;
        Optional<Lease> taken = swap(Optional.ofNullable(leases.get(name)), name, holder, longest);
        if (taken.isPresent()) {
          return new Taking.Taken(taken.get());
        }
      }
      full = true;
      fullUntilNanos = nanos.getAsLong() + FULL.toNanos();
      return new Taking.Full();
    } catch (KubernetesClientException refused) {
      return new Taking.Failed(explain(refused));
    }
  }

  /** Gives a slot back, unless somebody else has it by now. */
  public void release(Lease lease) {
    synchronized (this) {
      full = false;
    }
    try {
      client
          .resource(new LeaseBuilder(lease).editSpec().withHolderIdentity("").endSpec().build())
          .update();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT
          && refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }

  private Map<String, Lease> leases() {
    List<Lease> found =
        client.leases().inNamespace(namespace).withLabel(LABEL, pool).list().getItems();
    Map<String, Lease> byName =
        found.stream().collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it));
    seen.keySet().retainAll(byName.keySet());
    return byName;
  }

  /** Puts a new name into a Lease that is free; empty if it is not, or somebody was faster. */
  private Optional<Lease> swap(
      Optional<Lease> before, String name, String holder, Duration longest) {
    if (before.isPresent() && !isFree(before.get())) {
      return Optional.empty();
    }
    Lease wanted =
        new LeaseBuilder(before.orElseGet(() -> absent(name)))
            .editOrNewSpec()
            .withHolderIdentity(holder)
            .withLeaseDurationSeconds(Math.toIntExact(longest.toSeconds() + 1))
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    try {
      return Optional.of(
          before.isPresent() ? client.resource(wanted).update() : client.resource(wanted).create());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
          || (before.isPresent() && refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private boolean isFree(Lease lease) {
    String holder = lease.getSpec().getHolderIdentity();
    if (holder == null || holder.isEmpty()) {
      return true;
    }
    long now = nanos.getAsLong();
    String version = lease.getMetadata().getResourceVersion();
    Seen since =
        seen.compute(
            lease.getMetadata().getName(),
            (_, before) ->
                before != null && before.resourceVersion().equals(version)
                    ? before
                    : new Seen(version, now));
    int seconds = Objects.requireNonNullElse(lease.getSpec().getLeaseDurationSeconds(), 60);
    return now - since.sinceNanos() > Duration.ofSeconds(seconds).toNanos();
  }

  private Lease absent(String name) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .addToLabels(LABEL, pool)
        .endMetadata()
        .build();
  }

  private String explain(KubernetesClientException refused) {
    String said = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    return refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? "pool %s: %s; grant the reconciler list, create and update on leases in namespace %s"
            .formatted(pool, said, namespace)
        : "pool %s cannot be asked for a permit: %s".formatted(pool, said);
  }
}
