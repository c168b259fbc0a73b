package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorEffect;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.informer.CollectionVersion.Answer;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import dev.fairlead.watcher.loop.Mailbox;
import dev.fairlead.watcher.memory.FramePacker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a {@link Reflector} asks for into streams, and what streams bring into its inputs. A
 * virtual thread runs each stream and waits while the loop is behind.
 */
final class ReflectorDriver implements Mailbox.Reader<ReflectorDriver.Arrival> {

  /** Takes what the reflector has to say, on the loop. */
  interface Sink {

    /** Does one piece of work left over from deltas before; whether there was any. */
    boolean workOff();

    /** A change for the cache. */
    void deliver(Delta delta);

    /** How far the cache is known to be: by what was delivered, or otherwise. */
    ResourceVersion progress();

    /** All up to this version has been delivered. */
    void progressed(ResourceVersion version);

    /** What has been delivered is the first list of a new era: versions have gone back. */
    void eraBegan();

    /** All of the collection has been delivered. */
    void synced();

    /** The collection cannot be read. */
    void unsynced(String problem);

    /** A list begins: what was said of single objects before no longer counts. */
    void listing();

    /** An object cannot be decoded. */
    void undecodable(Optional<NamespacedName> name, String problem);

    /** A stream is being opened. */
    void opened();

    /** A stream ended in this way. */
    void ended(StreamEnd end);

    /** The server shows the collection. */
    void shown();
  }

  /** What a stream hands over. */
  sealed interface Arrival {

    /** It shows something: one change, or many objects of a list. */
    record Shown(long stream, List<ReflectorInput> inputs) implements Arrival {}

    /** It was not opened: the server has not come as far as it asks for. */
    record Ahead(long stream) implements Arrival {}

    /** It is over. */
    record End(long stream, StreamEnd end) implements Arrival {}
  }

  private static final int MAILBOX = 1024;

  /** So many objects of a list are handed over at a time. */
  private static final int LISTED = 64;

  private record Running(ObjectStream stream, Thread thread) {}

  private final EventLoop loop;
  private final ListerWatcher source;
  private final Selection selection;
  private final Intake intake;
  private final Sink sink;
  private final Reflector reflector;
  private final Mailbox<Arrival> mailbox;
  private final Alarm alarm;
  private final FramePacker packer = new FramePacker();
  private final Map<Long, Running> streams = new HashMap<>();
  private boolean closed;

  ReflectorDriver(
      EventLoop loop,
      ListerWatcher source,
      Selection selection,
      Intake intake,
      long seed,
      Sink sink) {
    this.loop = loop;
    this.source = source;
    this.selection = selection;
    this.intake = intake;
    this.sink = sink;
    this.reflector = new Reflector(seed);
    this.mailbox = new Mailbox<>(loop, MAILBOX, this);
    this.alarm = loop.alarm(() -> handle(new ReflectorInput.Ticked()));
  }

  void start() {
    handle(new ReflectorInput.Started());
  }

  /** Ends the streams; nothing is told any more. */
  void close() {
    closed = true;
    alarm.off();
    streams.keySet().stream().toList().forEach(this::close);
  }

  /** A consistent read found the collection at a version that the cache had passed. */
  void wentBack() {
    handle(new ReflectorInput.WentBack());
  }

  @Override
  public boolean workOff() {
    return !closed && sink.workOff();
  }

  @Override
  public void take(Arrival arrival) {
    switch (arrival) {
      case Arrival.Shown(long stream, List<ReflectorInput> inputs) -> {
        if (streams.containsKey(stream)) {
          sink.shown();
          inputs.forEach(this::handle);
        }
      }
      case Arrival.Ahead(long stream) -> {
        if (streams.remove(stream) != null) {
          handle(new ReflectorInput.Ended(stream, new ReflectorInput.End.Ahead()));
        }
      }
      case Arrival.End(long stream, StreamEnd end) -> {
        if (streams.remove(stream) != null) {
          sink.ended(end);
          handle(new ReflectorInput.Ended(stream, StreamInputs.end(end)));
        }
      }
    }
  }

  private void handle(ReflectorInput input) {
    if (!closed) {
      reflector.handle(input, loop.nowMillis()).forEach(this::perform);
    }
  }

  private void perform(ReflectorEffect effect) {
    switch (effect) {
      case ReflectorEffect.OpenList(long stream, ResourceVersion notOlderThan) -> {
        sink.listing();
        open(
            stream,
            source.listAndWatch(selection, notOlderThan),
            new StreamInputs(stream, intake, packer, true),
            ResourceVersion.NONE);
      }
      case ReflectorEffect.OpenWatch(long stream, ResourceVersion after) ->
          open(
              stream,
              source.watch(selection, after),
              new StreamInputs(stream, intake, packer, false),
              after.max(sink.progress()));
      case ReflectorEffect.Close(long stream) -> close(stream);
      case ReflectorEffect.Deliver(Delta delta) -> sink.deliver(delta);
      case ReflectorEffect.EraBegan() -> sink.eraBegan();
      case ReflectorEffect.Progressed(ResourceVersion version) -> sink.progressed(version);
      case ReflectorEffect.Synced() -> sink.synced();
      case ReflectorEffect.Unsynced(String problem) -> sink.unsynced(problem);
      case ReflectorEffect.ReportUndecodable(Optional<NamespacedName> name, String problem) ->
          sink.undecodable(name, problem);
      case ReflectorEffect.WakeAt(long atMillis) -> alarm.setAt(atMillis);
    }
  }

  private void open(long id, ObjectStream stream, StreamInputs inputs, ResourceVersion reached) {
    sink.opened();
    Thread thread =
        loop.virtual(
            "stream " + id + " of " + selection.resource(),
            () -> {
              switch (answer(reached)) {
                case Answer.Reached() -> run(id, stream, inputs);
                case Answer.Behind() -> put(new Arrival.Ahead(id));
                case Answer.Unread(StreamEnd.Cancelled closed) -> {}
                case Answer.Unread(StreamEnd end) -> put(new Arrival.End(id, end));
              }
            });
    streams.put(id, new Running(stream, thread));
  }

  private void close(long id) {
    Running running = streams.remove(id);
    if (running != null) {
      running.stream().close();
      running.thread().interrupt();
    }
  }

  /**
   * Whether the server has come as far as the cache: one that was restored from a backup would take
   * a watch from there all the same, and show nothing that it has written since. Where it does not
   * say, nothing is opened.
   */
  private Answer answer(ResourceVersion reached) {
    return reached.equals(ResourceVersion.NONE)
        ? new Answer.Reached()
        : CollectionVersion.reaches(source, selection, reached);
  }

  private void run(long id, ObjectStream stream, StreamInputs inputs) {
    List<ReflectorInput> listed = new ArrayList<>(LISTED);
    StreamEnd end =
        stream.run(event -> {
          ReflectorInput input = inputs.of(event);
          listed.add(input);
          // A list counts when it is complete, so it may come in pieces; waking the loop costs more
          // than taking one object. A change is told at once.
          if (listed.size() == LISTED || !(input instanceof ReflectorInput.Listed)) {
            mailbox.put(new Arrival.Shown(id, List.copyOf(listed)));
            listed.clear();
          }
        });
    if (end instanceof StreamEnd.Cancelled) {
      return;
    }
    put(new Arrival.End(id, end));
  }

  private void put(Arrival arrival) {
    try {
      mailbox.put(arrival);
    } catch (InterruptedException closedMeanwhile) {
      Thread.currentThread().interrupt();
    }
  }
}
