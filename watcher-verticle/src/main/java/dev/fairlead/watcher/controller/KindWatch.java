package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.informer.CollectionListener;
import dev.fairlead.watcher.informer.Intake;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.informer.SharedCollection;
import dev.fairlead.watcher.informer.SharedCollections;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind that a controller watches: first it is looked for, then its collections are, one for
 * each namespace that the controller is narrowed to. Lives on the loop.
 */
public final class KindWatch implements KindResolver.Listener, CollectionListener {

  private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
  private static final GroupVersionResource SECRETS = new GroupVersionResource("", "v1", "secrets");

  /** Who watches. */
  interface Watcher {

    /** The kind is served here. */
    void found(KindWatch kind, ApiResource resource);

    /** An object of the kind changed. */
    void changed(KindWatch kind, Notification notification, boolean initial);

    /** The API server was restored from a backup, and the cache of the kind shows it anew. */
    void eraBegan(KindWatch kind);

    /** The cache of the kind has come further. */
    void progressed(KindWatch kind);

    /** The kind is in step, is no longer, or has other problems than before. */
    void stateChanged();
  }

  /**
   * What to watch.
   *
   * @param namespaces empty for all
   * @param fieldPaths what is read of each object for indexes
   * @param derivation what code of the operator derives from each
   * @param missingCode why the kind cannot be watched here at all
   */
  record Scope(
      WatchedKind kind,
      List<String> namespaces,
      Set<String> fieldPaths,
      Set<Index> indexes,
      Optional<Intake.Derivation> derivation,
      Optional<Problem> missingCode) {
    Scope {
      namespaces = List.copyOf(namespaces);
      fieldPaths = Set.copyOf(fieldPaths);
      indexes = Set.copyOf(indexes);
    }
  }

  private final Scope scope;
  private final SharedCollections shared;
  private final Watcher watcher;
  private final KindCache cache = new KindCache();
  private final List<SharedCollection> collections = new ArrayList<>();
  private final EventLoop loop;
  private final RESTMapper mapper;
  private Optional<KindResolver> resolver = Optional.empty();
  private Optional<Problem> missing = Optional.empty();

  KindWatch(
      EventLoop loop, RESTMapper mapper, SharedCollections shared, Scope scope, Watcher watcher) {
    this.scope = scope;
    this.shared = shared;
    this.watcher = watcher;
    this.loop = loop;
    this.mapper = mapper;
  }

  /** Begins to look for the kind. */
  void start() {
    if (scope.missingCode().isPresent()) {
      missing(scope.missingCode().get());
    } else {
      resolver = Optional.of(new KindResolver(loop, mapper, kind().kind(), this));
    }
  }

  /** What is watched. */
  public WatchedKind kind() {
    return scope.kind();
  }

  /** The objects. */
  public KindCache cache() {
    return cache;
  }

  /** Whether every collection is in step. */
  public boolean synced() {
    return !collections.isEmpty() && collections.stream().allMatch(SharedCollection::synced);
  }

  /** What keeps it from being in step. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(missing.stream().toList());
    collections.forEach(collection -> problems.addAll(collection.problems()));
    return problems;
  }

  /** The version up to which every collection is complete. */
  ResourceVersion progress() {
    return collections.stream()
        .map(SharedCollection::progress)
        .min(ResourceVersion::compareTo)
        .orElse(ResourceVersion.NONE);
  }

  /** Somebody waits for every collection to be as new as this. */
  void catchUp(ResourceVersion version) {
    collections.forEach(collection -> collection.catchUp(version));
  }

  /** A consistent read found the resource at this version, which its cache had passed. */
  void wentBack(ResourceVersion version) {
    collections.forEach(collection -> collection.wentBack(version));
  }

  /** What is watched of the resource, namespace by namespace. */
  List<Selection> selections() {
    return collections.stream().map(SharedCollection::selection).toList();
  }

  void close() {
    resolver.ifPresent(KindResolver::close);
    collections.forEach(collection -> shared.leave(collection, this));
  }

  @Override
  public void found(ApiResource resource) {
    if (missing.isPresent()) {
      LOG.info("{} is installed now", kind().kind());
    }
    missing = Optional.empty();
    cache.found(resource);
    watcher.found(this, resource);
    boolean secret = resource.resource().equals(SECRETS);
    Intake intake = new Intake(scope.derivation(), !secret || kind().metadataOnly());
    for (String namespace : namespaces(resource)) {
      Selection selection =
          new Selection(
              resource.resource(),
              namespace,
              kind().labelSelector(),
              kind().fieldSelector(),
              scope.fieldPaths(),
              secret || kind().metadataOnly());
      SharedCollection collection = shared.open(selection, intake, scope.indexes());
      collections.add(collection);
      cache.add(collection.lister());
    }
    collections.forEach(collection -> collection.join(this));
  }

  private List<String> namespaces(ApiResource resource) {
    return resource.namespaced() && !scope.namespaces().isEmpty()
        ? scope.namespaces()
        : List.of("");
  }

  @Override
  public void missing(Problem problem) {
    if (!missing.equals(Optional.of(problem))) {
      LOG.warn("{}", problem.sentence());
      missing = Optional.of(problem);
      watcher.stateChanged();
    }
  }

  @Override
  public void changed(Notification notification, boolean initial) {
    watcher.changed(this, notification, initial);
  }

  @Override
  public void eraBegan() {
    watcher.eraBegan(this);
  }

  @Override
  public void progressed(ResourceVersion version) {
    watcher.progressed(this);
  }

  @Override
  public void stateChanged() {
    watcher.stateChanged();
  }
}
