package dev.fairlead.mesh.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is not let in, and why: one sentence with cause and remedy that both sides log. A process is
 * the same where the random word of its start is the same.
 */
final class Refusals {

  /**
   * A mesh is as large as the controllers of a cluster need; this bounds what a stranger can take.
   */
  private static final int PEERS_MAX = 256;

  private Refusals() {}

  /**
   * Judges a candidate.
   *
   * @param peers all others that are connected
   */
  static Optional<String> judge(
      Member self, Member candidate, boolean newcomer, Collection<Member> peers) {
    if (!candidate.mesh().equals(self.mesh())) {
      return Optional.of(
          ("%s belongs to the mesh '%s' and %s to '%s'; give both the same mesh.name, or do not"
                  + " name one to the other")
              .formatted(candidate, candidate.mesh(), self, self.mesh()));
    }
    if (!candidate.level().worksWith(self.level())) {
      return Optional.of(
          ("%s (version %s) speaks level %d of the protocol and understands %d and above, %s"
                  + " (version %s) speaks %d and understands %d and above; run versions that follow"
                  + " one another")
              .formatted(
                  candidate,
                  candidate.version(),
                  candidate.level().speaks(),
                  candidate.level().understands(),
                  self,
                  self.version(),
                  self.level().speaks(),
                  self.level().understands()));
    }
    if (candidate.incarnation().equals(self.incarnation())) {
      return Optional.of(
          ("two processes call themselves %s, at %s and at %s; an incarnation is never used twice:"
                  + " start one of them again")
              .formatted(self.incarnation(), candidate.endpoint(), self.endpoint()));
    }
    if (candidate.endpoint().equals(self.endpoint())) {
      return Optional.of(
          "%s claims the address of %s; give each its own mesh.host or mesh.clusterPort"
              .formatted(candidate, self));
    }
    for (Member peer : newcomer ? peers : List.<Member>of()) {
      if (candidate.incarnation().equals(peer.incarnation())) {
        return Optional.of(
            ("two processes call themselves %s, at %s and at %s; an incarnation is never used"
                    + " twice: start one of them again")
                .formatted(peer.incarnation(), candidate.endpoint(), peer.endpoint()));
      }
      if (candidate.endpoint().equals(peer.endpoint())) {
        return Optional.of(
            ("%s claims the address of %s, which is connected; give each its own mesh.host or"
                    + " mesh.clusterPort")
                .formatted(candidate, peer));
      }
    }
    return newcomer && peers.size() >= PEERS_MAX
        ? Optional.of("%s has %d peers already, which is the most".formatted(self, peers.size()))
        : Optional.empty();
  }
}
