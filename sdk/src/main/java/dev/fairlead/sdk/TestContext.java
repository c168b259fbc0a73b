package dev.fairlead.sdk;

import dev.fairlead.protocol.object.NamespacedName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link Context} for tests of a reconciler: half a minute to go, not cancelled, epoch 1, attempt
 * 1. Its writes succeed and are recorded.
 *
 * <pre>{@code
 * Result result = reconciler.reconcile(Observed.of(memcached), TestContext.of(memcached));
 * }</pre>
 *
 * <p>For one thread.
 */
public final class TestContext implements Context {

  /** One write that a reconciler made by itself. */
  public record Write(String verb, HasMetadata object) {}

  private final NamespacedName name;
  private final List<Write> written = new ArrayList<>();
  private final List<HasMetadata> cached = new ArrayList<>();
  private final Map<String, Function<Object, String>> indexes = new HashMap<>();
  private final Set<String> exhausted = new HashSet<>();
  private Instant now = Instant.now();
  private Instant deadline = now.plus(Duration.ofSeconds(30));
  private boolean cancelled;
  private int failures;
  private boolean dryRun;
  private Fence fence = new Fence(1, 1);
  private Optional<String> tenant = Optional.empty();
  private Optional<String> zonePreference = Optional.empty();
  private Optional<String> zone = Optional.empty();

  private TestContext(NamespacedName name) {
    this.name = name;
  }

  /** For an attempt at this primary. */
  public static TestContext of(HasMetadata primary) {
    String namespace = primary.getMetadata().getNamespace();
    return new TestContext(
        new NamespacedName(namespace == null ? "" : namespace, primary.getMetadata().getName()));
  }

  /** At another time, with half a minute to go from then. */
  public TestContext at(Instant now) {
    this.now = now;
    this.deadline = now.plus(Duration.ofSeconds(30));
    return this;
  }

  /** With another deadline. */
  public TestContext deadline(Instant deadline) {
    this.deadline = deadline;
    return this;
  }

  /** From now on the attempt is over: {@link #cancelled} holds and writes are revoked. */
  public TestContext cancel() {
    this.cancelled = true;
    return this;
  }

  /** In a dry run: {@link #dryRun} holds. */
  public TestContext dry() {
    this.dryRun = true;
    return this;
  }

  /** After this many failures in a row. */
  public TestContext failures(int failures) {
    this.failures = failures;
    return this;
  }

  /** At another place among all attempts. */
  public TestContext fence(Fence fence) {
    this.fence = fence;
    return this;
  }

  /** For this tenant. */
  public TestContext tenant(String tenant) {
    this.tenant = Optional.of(tenant);
    return this;
  }

  /** For somebody who wishes for this zone. */
  public TestContext zonePreference(String zone) {
    this.zonePreference = Optional.of(zone);
    return this;
  }

  /** In this zone. */
  public TestContext zone(String zone) {
    this.zone = Optional.of(zone);
    return this;
  }

  /** With one more object for its listers. */
  public TestContext cached(HasMetadata object) {
    cached.add(object);
    return this;
  }

  /** With all permits of a pool taken; others have enough. */
  public TestContext exhausted(String pool) {
    exhausted.add(pool);
    return this;
  }

  /** With an {@link Index} for its listers: what an object has in it. */
  public <T extends HasMetadata> TestContext indexed(
      Class<T> type, String index, Function<T, String> value) {
    indexes.put(type.getName() + " " + index, object -> value.apply(type.cast(object)));
    return this;
  }

  /** The writes made so far, in order. */
  public List<Write> written() {
    return List.copyOf(written);
  }

  @Override
  public String controller() {
    return "test";
  }

  @Override
  public NamespacedName name() {
    return name;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public boolean dryRun() {
    return dryRun;
  }

  @Override
  public int failures() {
    return failures;
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public String traceparent() {
    return "";
  }

  @Override
  public Optional<String> tenant() {
    return tenant;
  }

  @Override
  public Optional<String> zonePreference() {
    return zonePreference;
  }

  @Override
  public Optional<String> zone() {
    return zone;
  }

  @Override
  public Map<String, String> logFields() {
    return Map.of("controller", controller(), "namespace", name.namespace(), "name", name.name());
  }

  @Override
  public <T extends HasMetadata> Lister<T> lister(Class<T> type) {
    return new Lister<>() {
      @Override
      public Optional<T> get(String namespace, String name) {
        return list(namespace).stream()
            .filter(object -> object.getMetadata().getName().equals(name))
            .findFirst();
      }

      @Override
      public List<T> list(String namespace, Map<String, String> labels) {
        return find(type, namespace, own -> own.entrySet().containsAll(labels.entrySet()));
      }

      @Override
      public List<T> list(String namespace, String selector) {
        return find(type, namespace, Selectors.parse(selector)::matches);
      }

      @Override
      public List<T> byIndex(String index, String value, String selector) {
        Function<Object, String> values = indexes.get(type.getName() + " " + index);
        if (values == null) {
          throw new IllegalArgumentException(
              "the test knows no index " + index + ": give it by indexed(…)");
        }
        return list("", selector).stream()
            .filter(object -> value.equals(values.apply(object)))
            .toList();
      }
    };
  }

  private <T extends HasMetadata> List<T> find(
      Class<T> type, String namespace, java.util.function.Predicate<Map<String, String>> labels) {
    checkCancelled();
    return cached.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(
            object -> namespace.isEmpty() || namespace.equals(object.getMetadata().getNamespace()))
        .filter(object ->
            labels.test(Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of())))
        .sorted(
            Comparator.comparing((T object) ->
                    Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""))
                .thenComparing(object -> object.getMetadata().getName()))
        .toList();
  }

  @Override
  public ResourcePool pool(String name) {
    return new ResourcePool() {
      @Override
      public Optional<Permit> tryAcquire() {
        checkCancelled();
        return exhausted.contains(name) ? Optional.empty() : Optional.of(() -> {});
      }

      @Override
      public Permit acquire() {
        return tryAcquire().orElseThrow(() -> new PoolExhaustedException(name, 1));
      }
    };
  }

  @Override
  public Writes writes() {
    return new Writes() {
      @Override
      public <T extends HasMetadata> WriteResult<T> create(T object) {
        return write("create", object);
      }

      @Override
      public <T extends HasMetadata> WriteResult<T> apply(T object) {
        return write("apply", object);
      }

      @Override
      public <T extends HasMetadata> WriteResult<T> apply(T object, String part) {
        return write("apply " + part, object);
      }

      @Override
      public <T extends HasMetadata> WriteResult<T> patch(T observed, String mergePatch) {
        return write("patch", observed);
      }

      @Override
      public <T extends HasMetadata> WriteResult<T> delete(T observed) {
        return write("delete", observed);
      }
    };
  }

  private <T extends HasMetadata> WriteResult<T> write(String verb, T object) {
    checkCancelled();
    written.add(new Write(verb, object));
    return new WriteResult.Done<>(object);
  }
}
