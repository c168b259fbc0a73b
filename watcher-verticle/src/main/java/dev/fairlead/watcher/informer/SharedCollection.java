package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.informer.CollectionVersion.Answer;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One collection of the API server in memory, for all who watch the same. Lives on the loop.
 *
 * <p>Changes are told one by one after the cache has them; progress and being in step only when no
 * change waits any more. A problem is logged when it comes and when it has gone, not at every try.
 */
public final class SharedCollection {

  private static final Logger LOG = LoggerFactory.getLogger(SharedCollection.class);
  private static final int UNDECODABLE_MAX = 100;

  /** A watch that says nothing and does not end for so long has come about. */
  private static final Duration STANDING = Duration.ofSeconds(3);

  private final EventLoop loop;
  private final ListerWatcher source;
  private final Selection selection;
  private final Consumer<SharedCollection> eraBegan;
  private final SharedInformer informer;
  private final ReflectorDriver driver;
  private final List<CollectionListener> listeners = new ArrayList<>();
  private final Map<String, Problem> undecodable = new LinkedHashMap<>();
  private Optional<Problem> problem = Optional.empty();
  private Optional<ResourceVersion> waitingProgress = Optional.empty();
  private ResourceVersion progress = ResourceVersion.NONE;
  private long currentMillis;
  private final Alarm standing;
  private final CatchUp catchUp;
  private boolean eraBegins;
  private int era;
  private boolean readable;
  private boolean synced;
  private boolean initial = true;

  /**
   * Not read yet.
   *
   * @param eraBegan hears, before the listeners do, that the API server was restored from a backup
   */
  SharedCollection(
      EventLoop loop,
      ListerWatcher source,
      Selection selection,
      Intake intake,
      Set<Index> indexes,
      long seed,
      Consumer<SharedCollection> eraBegan) {
    this.loop = loop;
    this.source = source;
    this.eraBegan = eraBegan;
    this.selection = selection;
    this.currentMillis = loop.nowMillis();
    this.informer = new SharedInformer(indexes);
    this.driver = new ReflectorDriver(loop, source, selection, intake, seed, new Sink());
    this.standing = loop.alarm(this::solved);
    this.catchUp =
        new CatchUp(
            loop,
            new Surveyor(source, selection),
            CatchUp.OBJECTS_MAX,
            informer.lister(),
            this::progress,
            this::proven);
  }

  /** What it shows. */
  public Selection selection() {
    return selection;
  }

  /** The cache. */
  public Lister lister() {
    return informer.lister();
  }

  /** Whether the cache has the collection as it is, but for what is on its way. */
  public boolean synced() {
    return synced;
  }

  /** The version up to which the cache is complete. */
  public ResourceVersion progress() {
    return progress;
  }

  /** When it was last told how far the cache is, or since when it waits to be, by the loop. */
  public long currentMillis() {
    return currentMillis;
  }

  /** Somebody waits for the cache to be as new as this, and will hear of it by progress. */
  public void catchUp(ResourceVersion version) {
    if (synced && !progress.includes(version)) {
      catchUp.to(version);
    }
  }

  /** Nothing that the collection had at this version is missing in the cache. */
  private void proven(ResourceVersion version) {
    if (synced && !progress.includes(version)) {
      progress = version;
      currentMillis = loop.nowMillis();
      List.copyOf(listeners).forEach(listener -> listener.progressed(version));
    }
  }

  /** What keeps it, or single objects of it, from being in step. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    problem.ifPresent(problems::add);
    problems.addAll(undecodable.values());
    return problems;
  }

  /**
   * A consistent read found the collection at this version; if it had been further, an era ends.
   */
  public void wentBack(ResourceVersion version) {
    if (!version.includes(progress)) {
      driver.wentBack();
    }
  }

  /** Asks the server whether it has come as far as the cache; if not, an era ends. */
  void check() {
    int asked = era;
    ResourceVersion reached = progress;
    loop.virtual(
        "check " + selection.resource(),
        () -> {
          if (CollectionVersion.reaches(source, selection, reached) instanceof Answer.Behind) {
            loop.execute(() -> {
              if (asked == era) {
                driver.wentBack();
              }
            });
          }
        });
  }

  void start() {
    driver.start();
  }

  void close() {
    listeners.clear();
    standing.off();
    catchUp.close();
    driver.close();
  }

  boolean unused() {
    return listeners.isEmpty();
  }

  /** Tells a listener what is there already, and from then on what changes. */
  public void join(CollectionListener listener) {
    lister()
        .list(Optional.empty(), Integer.MAX_VALUE)
        .forEach(object -> listener.changed(new Notification.Added(object), true));
    listeners.add(listener);
    if (!progress.equals(ResourceVersion.NONE)) {
      listener.progressed(progress);
    }
    listener.stateChanged();
  }

  void leave(CollectionListener listener) {
    listeners.remove(listener);
  }

  private void solved() {
    if (problem.isPresent()) {
      LOG.info("{} can be watched again", selection.resource().qualified());
      problem = Optional.empty();
      tellState();
    }
  }

  private void tellState() {
    List.copyOf(listeners).forEach(CollectionListener::stateChanged);
  }

  /** What the reflector says. */
  private final class Sink implements ReflectorDriver.Sink {

    @Override
    public boolean workOff() {
      Optional<List<Notification>> told = informer.pop();
      told.ifPresent(notifications -> notifications.forEach(this::tell));
      if (told.isPresent()) {
        return true;
      }
      settle();
      return false;
    }

    private void tell(Notification notification) {
      if (undecodable.remove(notification.object().name().toString()) != null) {
        tellState();
      }
      List.copyOf(listeners).forEach(listener -> listener.changed(notification, initial));
    }

    /** No change waits: progress holds for the cache too. */
    private void settle() {
      if (eraBegins) {
        beginEra();
      }
      waitingProgress.ifPresent(version -> {
        progress = progress.max(version);
        currentMillis = loop.nowMillis();
        List.copyOf(listeners).forEach(listener -> listener.progressed(progress));
      });
      waitingProgress = Optional.empty();
      if (readable && !synced) {
        synced = true;
        initial = false;
        tellState();
      }
    }

    private void beginEra() {
      LOG.warn(
          "{}: the API server has gone back, as after a restore from a backup: all is seen anew",
          selection.resource().qualified());
      eraBegins = false;
      era++;
      progress = ResourceVersion.NONE;
      catchUp.eraBegan();
      eraBegan.accept(SharedCollection.this);
      List.copyOf(listeners).forEach(CollectionListener::eraBegan);
    }

    @Override
    public void deliver(Delta delta) {
      informer.add(delta);
    }

    @Override
    public ResourceVersion progress() {
      return progress;
    }

    @Override
    public void eraBegan() {
      eraBegins = true;
    }

    @Override
    public void progressed(ResourceVersion version) {
      waitingProgress = Optional.of(version);
    }

    @Override
    public void synced() {
      readable = true;
    }

    @Override
    public void unsynced(String cause) {
      readable = false;
      synced = false;
      tellState();
    }

    @Override
    public void listing() {
      if (!undecodable.isEmpty()) {
        undecodable.clear();
        tellState();
      }
    }

    @Override
    public void undecodable(Optional<NamespacedName> name, String message) {
      String object =
          selection.resource().qualified() + " " + name.map(Object::toString).orElse("(no name)");
      Problem.Undecodable found = new Problem.Undecodable(object, message);
      if (undecodable.size() < UNDECODABLE_MAX
          && undecodable.put(name.map(Object::toString).orElse(""), found) == null) {
        LOG.warn("{}", found.sentence());
        tellState();
      }
    }

    @Override
    public void ended(StreamEnd end) {
      standing.off();
      Optional<Problem> now = Problem.of(end, selection);
      if (now.isPresent() && !now.equals(problem)) {
        LOG.warn("{}: {}", selection.resource().qualified(), now.get().sentence());
        problem = now;
        tellState();
      }
    }

    @Override
    public void opened() {
      if (readable && problem.isPresent()) {
        standing.setIn(STANDING.toMillis());
      }
    }

    @Override
    public void shown() {
      solved();
    }
  }
}
