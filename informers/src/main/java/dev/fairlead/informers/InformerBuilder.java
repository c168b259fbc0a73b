package dev.fairlead.informers;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.watcher.informer.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a {@link SharedInformer} is to be. For one thread. */
public final class InformerBuilder<T extends HasMetadata> {

  private final Informers informers;
  private final Class<T> type;
  private final GroupVersionKind kind;
  private final Map<String, Function<T, Collection<String>>> indexes = new LinkedHashMap<>();
  private final List<ResourceEventHandler<? super T>> handlers = new ArrayList<>();
  private String namespace = "";
  private String labelSelector = "";
  private String fieldSelector = "";
  private boolean metadataOnly;
  private Optional<Duration> resync = Optional.empty();

  InformerBuilder(Informers informers, Class<T> type, GroupVersionKind kind) {
    this.informers = informers;
    this.type = type;
    this.kind = kind;
  }

  /** Only objects of this namespace. */
  public InformerBuilder<T> in(String only) {
    this.namespace = only;
    return this;
  }

  /** Only objects that a label selector selects, on the server. */
  public InformerBuilder<T> labelled(String selector) {
    this.labelSelector = selector;
    return this;
  }

  /** Only objects that a field selector selects, on the server. */
  public InformerBuilder<T> where(String selector) {
    this.fieldSelector = selector;
    return this;
  }

  /** Fetches and keeps metadata alone. */
  public InformerBuilder<T> metadataOnly() {
    this.metadataOnly = true;
    return this;
  }

  /** Tells every object to the handlers once in so long, as an update without a change. */
  public InformerBuilder<T> resync(Duration period) {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("a resync every " + period + " has no end: use more");
    }
    this.resync = Optional.of(period);
    return this;
  }

  /**
   * Keeps an index.
   *
   * @param values under which values an object is found. Asked once for every state of an object;
   *     an object for which it throws is one that cannot be decoded
   */
  public InformerBuilder<T> index(String name, Function<T, Collection<String>> values) {
    indexes.put(name, values);
    return this;
  }

  /** Tells this handler what happens, each at its own pace. */
  public InformerBuilder<T> handler(ResourceEventHandler<? super T> handler) {
    handlers.add(handler);
    return this;
  }

  /**
   * Starts it; blocks while the server is asked about the kind.
   *
   * @throws InformerException if the server does not serve the kind, or cannot be asked
   */
  public SharedInformer<T> start() {
    ApiResource resource = resource();
    Selection selection =
        new Selection(
            resource.resource(),
            resource.namespaced() ? namespace : "",
            labelSelector,
            fieldSelector,
            java.util.Set.of(),
            metadataOnly);
    Objects<T> objects = new Objects<>(informers.client(), type, kind, Map.copyOf(indexes));
    SharedInformer<T> informer =
        new SharedInformer<>(informers, selection, objects, handlers, resync);
    informer.start();
    return informer;
  }

  private ApiResource resource() {
    try {
      return informers
          .restMapper()
          .resourceFor(kind)
          .orElseThrow(() -> new InformerException(new Problem.KindMissing(kind).sentence()));
    } catch (DiscoveryException unknown) {
      throw new InformerException(String.valueOf(unknown.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InformerException("interrupted while the server was asked about " + kind);
    }
  }
}
