package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.Spread;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the {@link Spread} makes of what watchers say they are to the controllers that are
 * whole. One for all controllers of a watcher; lives on the loop.
 */
public final class Spreading {

  private static final Logger LOG = LoggerFactory.getLogger(Spreading.class);

  private final EventLoop loop;
  private final Spread spread;
  private final Map<String, Partitions> whole = new HashMap<>();

  /** Knows of no controller. */
  public Spreading(Incarnation self, EventLoop loop) {
    this.loop = loop;
    this.spread = new Spread(self, Sharing.PROVEN, Sharing.SILENCE);
  }

  /** A watcher says what it is to a controller, which is whole and has these partitions. */
  void heard(Standing standing, Partitions partitions) {
    whole.put(standing.controller(), partitions);
    spread.heard(standing, partitions.wanted(), loop.nowMillis());
    Spread.Decision decision = spread.decide(loop.nowMillis());
    partitions.tell(new LeaderElectorInput.Reserved(decision.reserved()));
    decision.handOver().ifPresent(this::handOver);
  }

  private void handOver(String controller) {
    Partitions partitions = whole.get(controller);
    if (partitions != null && partitions.handOver(0)) {
      LOG.info("{} is handed over, so that others have their share of the controllers", controller);
    }
  }

  /** A controller with these partitions is not whole any more, or not served here. */
  void forget(String controller, Partitions partitions) {
    if (whole.remove(controller, partitions)) {
      spread.forget(controller);
    }
  }
}
