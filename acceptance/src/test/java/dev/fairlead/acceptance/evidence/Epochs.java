package dev.fairlead.acceptance.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The epoch of a Lease never goes back, and rises with each holder. */
final class Epochs implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Map<String, LeaseVersion> last = new HashMap<>();
    Map<String, String> holders = new HashMap<>();
    for (LeaseVersion lease : evidence.leases()) {
      LeaseVersion before = last.put(lease.uid(), lease);
      if (before != null && lease.epoch() < before.epoch()) {
        violations.add(
            "Lease %s went back from epoch %d to %d"
                .formatted(lease.name(), before.epoch(), lease.epoch()));
      }
      if (!lease.holder().isEmpty()) {
        String holder = holders.putIfAbsent(lease.uid() + "@" + lease.epoch(), lease.holder());
        if (holder != null && !holder.equals(lease.holder())) {
          violations.add(
              "Lease %s at epoch %d was held by %s and by %s"
                  .formatted(lease.name(), lease.epoch(), holder, lease.holder()));
        }
      }
    }
    return violations;
  }
}
