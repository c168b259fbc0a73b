package dev.fairlead.launcher.process;

import dev.fairlead.mesh.cluster.Member;
import dev.fairlead.mesh.cluster.Membership;
import dev.fairlead.mesh.cluster.MembershipEvent;
import dev.fairlead.mesh.cluster.Probe;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.watcher.WatcherVerticle;
import dev.fairlead.watcher.ownership.DeathProbe;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a watcher has to know of the other processes: whom the mesh misses, and who is dead without
 * doubt. Members are remembered for a while after they have gone, since that is when they are asked
 * for. Thread-safe.
 */
final class Neighbours implements DeathProbe {

  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private static final int REMEMBERED_MAX = 1_000;

  private final Probe probe;
  private final PodDeaths pods;
  private final Map<Incarnation, Member> known = new LinkedHashMap<>();
  private final Map<Incarnation, Boolean> told = new HashMap<>();

  Neighbours(Probe probe, PodDeaths pods) {
    this.probe = probe;
    this.pods = pods;
  }

  /** Tells a watcher of whom the mesh misses, until it is closed. */
  Membership.Listening tell(WatcherVerticle watcher, MeshProcess mesh) {
    return mesh.membership()
        .listen(
            mesh.vertx().getOrCreateContext(),
            event -> {
              Member member = event.member();
              remember(member);
              switch (event) {
                case MembershipEvent.Joined _ -> {
                  pods.trusted(member.incarnation());
                  watcher.trusted(member.incarnation());
                }
                case MembershipEvent.Suspected _, MembershipEvent.Left _ ->
                    watcher.suspected(member.incarnation());
              }
            });
  }

  @Override
  public void probe(Incarnation suspect, Runnable proven) {
    member(suspect)
        .ifPresent(member ->
            probe
                .ask(member.doorbell(), suspect)
                .onSuccess(finding -> found(member, finding, proven)));
  }

  private void found(Member member, Probe.Finding finding, Runnable proven) {
    say(member, finding);
    if (finding.provesDeath()) {
      proven.run();
    } else if (!(finding instanceof Probe.Alive)) {
      member
          .pod()
          .ifPresent(pod ->
              pods.ask(member, pod, () -> found(member, new Probe.ContainerEnded(pod), proven)));
    }
  }

  /** People wonder why what it holds is taken, or not yet; they are told once. */
  private synchronized void say(Member member, Probe.Finding finding) {
    boolean dead = finding.provesDeath();
    if (!(finding instanceof Probe.Alive)
        && !Objects.equals(told.put(member.incarnation(), dead), dead)) {
      LOG.info(
          dead
              ? "{} is dead: {}"
              : "{} is not surely dead, and what it holds stays its own until that expires: {}",
          member,
          finding);
    }
  }

  private synchronized void remember(Member member) {
    told.remove(member.incarnation());
    known.remove(member.incarnation());
    known.put(member.incarnation(), member);
    if (known.size() > REMEMBERED_MAX) {
      Incarnation first = known.keySet().iterator().next();
      known.remove(first);
      told.remove(first);
    }
  }

  private synchronized Optional<Member> member(Incarnation incarnation) {
    return Optional.ofNullable(known.get(incarnation));
  }
}
