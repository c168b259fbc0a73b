package dev.fairlead.status.history;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoriesView;
import dev.fairlead.protocol.query.HistoryQuery;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the replicas that were there before for what they have heard, each once, one at a time. Used
 * from one Vert.x context.
 */
public final class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int REPLICAS_MAX = 1_000;

  private final MeshBus bus;
  private final Incarnation self;
  private final Histories histories;

  /** Whom it has asked or is asking. */
  private final Set<Incarnation> met = new LinkedHashSet<>();

  private boolean asking;

  /** Fills these histories. */
  public CatchUp(MeshBus bus, Incarnation self, Histories histories) {
    this.bus = bus;
    this.self = self;
    this.histories = histories;
  }

  /** A process tells that it is there. */
  public void heard(Presence presence) {
    boolean older =
        presence.roles().contains(Role.STATUS)
            && !presence.incarnation().equals(self)
            && presence.since().isBefore(histories.since());
    if (older && !asking && met.size() < REPLICAS_MAX && met.add(presence.incarnation())) {
      asking = true;
      ask(new Address(presence.incarnation(), Role.STATUS), Optional.empty());
    }
  }

  private void ask(Address replica, Optional<HistoryQuery> after) {
    bus.request(replica, new HistoriesQuery(after), PATIENCE, HistoriesView.class)
        .onSuccess(page -> {
          histories.take(page);
          if (page.last()) {
            asking = false;
            LOG.info(
                "histories go back to {}, by what {} has heard",
                histories.since(),
                replica.incarnation());
          } else {
            ask(replica, Optional.of(page.histories().getLast().object()));
          }
        })
        .onFailure(failure -> {
          asking = false;
          LOG.info(
              "histories begin at {}: {} did not tell what it has heard ({})",
              histories.since(),
              replica.incarnation(),
              failure.getMessage());
        });
  }
}
