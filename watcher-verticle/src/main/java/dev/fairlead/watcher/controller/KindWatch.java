package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.informer.CollectionListener;
import dev.fairlead.watcher.informer.Intake;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.informer.SharedCollection;
import dev.fairlead.watcher.informer.SharedCollections;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind that a controller watches: first it is looked for, then its collections are, one for
 * each namespace that the controller is narrowed to. Lives on the loop.
 *
 * <p>Which namespaces these are may change: the collections of new ones are filled beside what is
 * shown, and once all are in step the whole is {@link #shift shifted} at once.
 */
public final class KindWatch implements KindResolver.Listener {

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

  /** One collection: heard from the moment it is shown. */
  private final class Part implements CollectionListener {

    private final SharedCollection collection;
    private boolean shown;

    Part(SharedCollection collection, boolean shown) {
      this.collection = collection;
      this.shown = shown;
    }

    @Override
    public void changed(Notification notification, boolean initial) {
      if (shown) {
        watcher.changed(KindWatch.this, notification, initial);
      }
    }

    @Override
    public void eraBegan() {
      if (shown) {
        watcher.eraBegan(KindWatch.this);
      }
    }

    @Override
    public void progressed(ResourceVersion version) {
      if (shown) {
        watcher.progressed(KindWatch.this);
      }
    }

    @Override
    public void stateChanged() {
      watcher.stateChanged();
    }

    private List<ObservedObject> objects() {
      return collection.lister().list(Optional.empty(), Integer.MAX_VALUE);
    }
  }

  /**
   * What came of showing other namespaces.
   *
   * @param changes what is shown now and was not before, or in an older state; and what is gone
   *     from a namespace that is shown
   * @param unseen what is shown no longer, whether it is there or not
   */
  record Shift(List<Notification> changes, List<ObservedObject> unseen) {}

  private final KindScope scope;
  private final SharedCollections shared;
  private final Watcher watcher;
  private final KindCache cache = new KindCache();

  /** Those that are shown, and those that will be, by namespace. */
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private List<String> namespaces;
  private final EventLoop loop;
  private final RESTMapper mapper;
  private Optional<KindResolver> resolver = Optional.empty();
  private Optional<Problem> missing = Optional.empty();

  KindWatch(
      EventLoop loop,
      RESTMapper mapper,
      SharedCollections shared,
      KindScope scope,
      Watcher watcher) {
    this.scope = scope;
    this.namespaces = scope.namespaces();
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

  /** Whether every collection that is shown is in step. */
  public boolean synced() {
    return !parts.isEmpty() && shown().allMatch(SharedCollection::synced);
  }

  /** What keeps it from being in step, or from showing the namespaces that are wanted. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(missing.stream().toList());
    parts.values().forEach(part -> problems.addAll(part.collection.problems()));
    return problems;
  }

  /** The version up to which every collection is complete. */
  ResourceVersion progress() {
    return shown()
        .map(SharedCollection::progress)
        .min(ResourceVersion::compareTo)
        .orElse(ResourceVersion.NONE);
  }

  /** Somebody waits for every collection to be as new as this. */
  void catchUp(ResourceVersion version) {
    shown().forEach(collection -> collection.catchUp(version));
  }

  /** A consistent read found the resource at this version, which its cache had passed. */
  void wentBack(ResourceVersion version) {
    shown().forEach(collection -> collection.wentBack(version));
  }

  /** What is watched of the resource, namespace by namespace. */
  List<Selection> selections() {
    return shown().map(SharedCollection::selection).toList();
  }

  private Stream<SharedCollection> shown() {
    return parts.values().stream().filter(part -> part.shown).map(part -> part.collection);
  }

  void close() {
    resolver.ifPresent(KindResolver::close);
    parts.values().forEach(part -> shared.leave(part.collection, part));
  }

  @Override
  public void found(ApiResource resource) {
    if (missing.isPresent()) {
      LOG.info("{} is installed now", kind().kind());
    }
    missing = Optional.empty();
    cache.found(resource);
    watcher.found(this, resource);
    wanted(resource).forEach(namespace -> open(resource, namespace, true));
    show();
    List.copyOf(parts.values()).forEach(part -> part.collection.join(part));
  }

  private Part open(ApiResource resource, String namespace, boolean shown) {
    boolean secret = resource.resource().equals(SECRETS);
    Selection selection =
        new Selection(
            resource.resource(),
            namespace,
            kind().labelSelector(),
            kind().fieldSelector(),
            scope.fieldPaths(),
            secret || kind().metadataOnly());
    Intake intake = new Intake(scope.derivation(), !secret || kind().metadataOnly());
    Part part = new Part(shared.open(selection, intake, scope.indexes()), shown);
    parts.put(namespace, part);
    return part;
  }

  private void show() {
    cache.become(shown().map(SharedCollection::lister).toList());
  }

  /** Other namespaces are wanted; an empty list stands for all. What is new begins to be filled. */
  void want(List<String> others) {
    namespaces = List.copyOf(others);
    Optional<ApiResource> resource = cache.resource();
    if (resource.isEmpty()) {
      return;
    }
    List<String> wanted = wanted(resource.get());
    removeUnwanted(wanted);
    for (String namespace : wanted) {
      if (!parts.containsKey(namespace)) {
        Part part = open(resource.get(), namespace, false);
        part.collection.join(part);
      }
    }
  }

  /** Whether every namespace that is wanted can be shown. */
  boolean ready() {
    return cache
        .resource()
        .map(resource ->
            wanted(resource).stream()
                .map(parts::get)
                .allMatch(part -> part != null && part.collection.synced()))
        .orElse(true);
  }

  /** Shows what is wanted, and nothing else. */
  Shift shift() {
    Optional<ApiResource> resource = cache.resource();
    if (resource.isEmpty()) {
      return new Shift(List.of(), List.of());
    }
    List<String> wanted = wanted(resource.get());
    List<Notification> changes = new ArrayList<>();
    List<ObservedObject> unseen = new ArrayList<>();
    List<ObservedObject> before = new ArrayList<>();
    parts.forEach((namespace, part) -> {
      if (!part.shown) {
        part.objects().forEach(object -> appear(object).ifPresent(changes::add));
      } else if (!wanted.contains(namespace)) {
        before.addAll(part.objects());
      }
      part.shown = wanted.contains(namespace);
    });
    show();
    removeUnwanted(wanted);
    for (ObservedObject object : before) {
      NamespacedName name = object.name();
      if (cache.get(name).isEmpty()) {
        if (wanted.contains("") || wanted.contains(name.namespace())) {
          changes.add(new Notification.Deleted(object, true));
        } else {
          unseen.add(object);
        }
      }
    }
    return new Shift(changes, unseen);
  }

  /** What it is to those who have not been told of a collection yet. */
  private Optional<Notification> appear(ObservedObject object) {
    Optional<ObservedObject> before = cache.get(object.name());
    if (before.isEmpty()) {
      return Optional.of(new Notification.Added(object));
    }
    boolean newer = object.resourceVersion().compareTo(before.get().resourceVersion()) > 0;
    return newer ? Optional.of(new Notification.Updated(before.get(), object)) : Optional.empty();
  }

  /** Those that are not shown, and need not be. */
  private void removeUnwanted(List<String> wanted) {
    parts
        .entrySet()
        .removeIf(entry -> {
          Part part = entry.getValue();
          boolean unwanted = !part.shown && !wanted.contains(entry.getKey());
          if (unwanted) {
            shared.leave(part.collection, part);
          }
          return unwanted;
        });
  }

  private List<String> wanted(ApiResource resource) {
    return resource.namespaced() && !namespaces.isEmpty() ? namespaces : List.of("");
  }

  @Override
  public void missing(Problem problem) {
    if (!missing.equals(Optional.of(problem))) {
      LOG.warn("{}", problem.sentence());
      missing = Optional.of(problem);
      watcher.stateChanged();
    }
  }
}
