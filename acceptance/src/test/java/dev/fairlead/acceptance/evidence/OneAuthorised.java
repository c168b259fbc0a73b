package dev.fairlead.acceptance.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Once an attempt at a key has passed the gate, no earlier attempt at the key does. */
final class OneAuthorised implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Map<String, Note.Passed> latest = new HashMap<>();
    evidence
        .passes()
        .forEach(pass -> {
          String key = pass.token().partition().controller() + " " + pass.token().key();
          Note.Passed before = latest.get(key);
          if (before != null && Evidence.ORDER.compare(pass.token(), before.token()) < 0) {
            violations.add(
                "%s at %s passed the gate after %s at %s had"
                    .formatted(pass.token(), pass.worker(), before.token(), before.worker()));
          } else {
            latest.put(key, pass);
          }
        });
    return violations;
  }
}
