package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;

/** One list or watch between the API server and a reflector; ordered, and now and then broken. */
final class SimulatedStream {

  private final World world;
  private final GroupVersionResource resource;
  private final SimulatedProcess client;
  private final Reader reader;
  private final long lagMillis;
  private int next;
  private int era;
  private boolean open = true;
  private boolean begun;
  private boolean silent;
  private boolean pumping;
  private long lastSentMillis;

  /** Where the stream leads. */
  interface Reader {
    void listed(ObservedObject object);

    void listCompleted(ResourceVersion version);

    void changed(Change change, ObservedObject object);

    void bookmarked(ResourceVersion version);

    void ended(End end);
  }

  SimulatedStream(
      World world, GroupVersionResource resource, SimulatedProcess client, Reader reader) {
    this.world = world;
    this.resource = resource;
    this.client = client;
    this.reader = reader;
    this.lagMillis = lag(world.chance());
  }

  private static long lag(Chance chance) {
    if (chance.happens(0.1)) {
      return chance.between(4_000, 12_000);
    }
    return chance.happens(0.2) ? chance.between(100, 3_000) : chance.between(1, 20);
  }

  GroupVersionResource resource() {
    return resource;
  }

  /** The client asks for the whole collection, then its changes. */
  void list(ResourceVersion notOlderThan) {
    boolean slow = world.chance().happens(world.faults().of(Fault.LIST_SLOW));
    if (slow) {
      world.coverage().met(Fault.LIST_SLOW);
    }
    long millis = slow ? world.chance().between(200, 6_000) : world.chance().between(1, 10);
    world.schedule().after(millis, () -> sendList(notOlderThan));
  }

  /** The client asks for the changes after a version. */
  void watch(ResourceVersion after) {
    world.schedule().after(world.chance().between(1, 10), () -> sendWatch(after));
  }

  private void sendList(ResourceVersion notOlderThan) {
    if (refused()) {
      return;
    }
    era = world.api().era();
    if (isAhead(notOlderThan)) {
      return;
    }
    SimulatedCollection collection = world.api().collection(resource);
    int count = collection.size();
    long version = world.api().version();
    if (count > 0 && world.chance().happens(world.faults().of(Fault.STALE_LIST))) {
      world.coverage().met(Fault.STALE_LIST);
      count -= world.chance().below(Math.min(count, 6)) + 1;
      version = count == 0 ? 100 : collection.entry(count - 1).version();
      boolean lies = world.chance().happens(0.7);
      if (!lies && version < SimulatedApiServer.number(notOlderThan)) {
        count = collection.size();
        version = world.api().version();
      }
    }
    boolean breaks = world.chance().happens(world.faults().of(Fault.LIST_BROKEN_OFF));
    for (ObservedObject object : collection.state(count)) {
      if (breaks && world.chance().happens(0.3)) {
        world.coverage().met(Fault.LIST_BROKEN_OFF);
        end(new End.Broken("connection reset"));
        return;
      }
      send(() -> reader.listed(object));
    }
    ResourceVersion at = new ResourceVersion(Long.toString(version));
    send(() -> reader.listCompleted(at));
    next = collection.after(version);
    begin();
  }

  private void sendWatch(ResourceVersion after) {
    if (refused()) {
      return;
    }
    era = world.api().era();
    if (isAhead(after)) {
      return;
    }
    SimulatedCollection collection = world.api().collection(resource);
    next = collection.after(SimulatedApiServer.number(after));
    if (collection.compactedAfter(next)
        || !world.api().remembers(after)
        || world.chance().happens(world.faults().of(Fault.VERSION_EXPIRED))) {
      world.coverage().met(Fault.VERSION_EXPIRED);
      end(new End.Expired());
      return;
    }
    if (next > 0 && world.chance().happens(world.faults().of(Fault.STALE_WATCH))) {
      world.coverage().met(Fault.STALE_WATCH);
      next -= world.chance().below(Math.min(next, 4)) + 1;
    }
    begin();
  }

  private boolean isAhead(ResourceVersion version) {
    boolean ahead = SimulatedApiServer.number(version) > world.api().version();
    if (ahead) {
      end(new End.Ahead());
    }
    return ahead;
  }

  private boolean refused() {
    if (!open) {
      return true;
    }
    if (!world.network().reachesApi(client)) {
      end(new End.Broken("no route to the API server"));
      return true;
    }
    if (!world.api().serves(resource)) {
      end(new End.Refused(404, resource.qualified() + " is not served"));
      return true;
    }
    if (world.api().refusing()) {
      end(new End.Refused(403, "forbidden: cannot list " + resource.qualified()));
      return true;
    }
    if (world.chance().happens(world.faults().of(Fault.THROTTLED))) {
      world.coverage().met(Fault.THROTTLED);
      end(new End.Throttled(world.chance().between(100, 2_000)));
      return true;
    }
    return false;
  }

  private void begin() {
    begun = true;
    changed();
    bookmarkLater();
    Faults faults = world.faults();
    if (world.chance().happens(faults.of(Fault.STREAM_DROPPED))) {
      world.schedule().after(world.chance().between(10, 10_000), this::drop);
    }
    if (world.chance().happens(faults.of(Fault.STREAM_SILENT))) {
      world.schedule().after(world.chance().between(10, 20_000), this::fallSilent);
    }
  }

  private void drop() {
    if (open) {
      world.encounters().met(Fault.STREAM_DROPPED);
      boolean clean = world.chance().happens(0.5);
      end(clean ? new End.Closed() : new End.Broken("connection reset"));
    }
  }

  private void fallSilent() {
    if (open && world.faults().of(Fault.STREAM_SILENT) > 0) {
      world.encounters().met(Fault.STREAM_SILENT);
      silent = true;
    }
  }

  private void bookmarkLater() {
    world
        .schedule()
        .after(
            world.chance().between(3_000, 8_000),
            () -> {
              if (open) {
                silent |= !world.network().reachesApi(client);
                if (!silent && next == world.api().collection(resource).size()) {
                  ResourceVersion version =
                      new ResourceVersion(Long.toString(world.api().version()));
                  send(() -> reader.bookmarked(version));
                }
                bookmarkLater();
              }
            });
  }

  /** There is something to send. */
  void changed() {
    if (open && begun && !silent && !pumping) {
      pumping = true;
      world.schedule().after(lagMillis, this::pump);
    }
  }

  private void pump() {
    pumping = false;
    silent |= !world.network().reachesApi(client);
    if (!open || silent) {
      return;
    }
    SimulatedCollection collection = world.api().collection(resource);
    while (next < collection.size()) {
      SimulatedCollection.Entry entry = collection.entry(next);
      next++;
      send(() -> reader.changed(entry.change(), entry.object()));
    }
  }

  /** One connection: what was sent first arrives first. */
  private void send(Runnable arrival) {
    lastSentMillis =
        Math.max(lastSentMillis, world.schedule().now() + world.chance().between(0, 2));
    world.schedule().at(lastSentMillis, () -> client.run(arrival));
  }

  private void end(End end) {
    open = false;
    world.api().closed(this);
    send(() -> reader.ended(end));
  }

  /** The server is gone. */
  void breakOff() {
    if (open) {
      end(new End.Broken("connection refused"));
    }
  }

  /** The era of what it brings. */
  int era() {
    return era;
  }

  /** The server ends it; it may or may not have sent the last changes. */
  void endByServer() {
    if (open) {
      if (begun && world.chance().happens(0.5)) {
        pump();
      }
      end(new End.Closed());
    }
  }

  /** The client closes it; what is on its way still arrives. */
  void close() {
    open = false;
    world.api().closed(this);
  }
}
