package dev.fairlead.acceptance.evidence;

import dev.fairlead.protocol.message.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An epoch has one owner, and nothing starts or writes under it once a higher one has begun. */
final class OneOwner implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Map<Partition, Long> highest = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (Note note : evidence.notes()) {
      if (note instanceof Note.Ended) {
        continue;
      }
      Partition partition = note.token().partition();
      long epoch = note.token().epoch();
      long before = highest.merge(partition, epoch, Math::max);
      if (epoch < before) {
        violations.add(
            "%s went on at %s after epoch %d had begun"
                .formatted(note.token(), note.worker(), before));
      }
      if (note instanceof Note.Started started) {
        String owner = owners.putIfAbsent(partition + "@" + epoch, started.owner());
        if (owner != null && !owner.equals(started.owner())) {
          violations.add(
              "%s@%d is owned by %s and by %s".formatted(partition, epoch, owner, started.owner()));
        }
      }
    }
    return violations;
  }
}
