package dev.fairlead.watcher.loop;

import dev.fairlead.mesh.time.Timekeeper;

/** One timer that can be set again; rings on the loop, and never after it was set anew or off. */
public final class Alarm {

  private final EventLoop loop;
  private final Runnable ring;
  private Timekeeper.Timer timer = () -> {};
  private long setting;

  Alarm(EventLoop loop, Runnable ring) {
    this.loop = loop;
    this.ring = ring;
  }

  /** Rings at this time of the loop's clock instead of any other. */
  public void setAt(long atMillis) {
    off();
    long mine = setting;
    timer =
        loop.at(
            atMillis,
            () -> {
              if (setting == mine) {
                ring.run();
              }
            });
  }

  /** Rings after a while instead of at any other time. */
  public void setIn(long delayMillis) {
    setAt(loop.nowMillis() + delayMillis);
  }

  /** Does not ring. */
  public void off() {
    setting++;
    timer.cancel();
  }
}
