package dev.fairlead.acceptance.evidence;

import dev.fairlead.protocol.message.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A token is started once in the whole mesh, and passes the gate there, before its end only. */
final class TokensLiveOnce implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Map<Token, String> startedBy = new HashMap<>();
    Set<Token> ended = new HashSet<>();
    for (Note note : evidence.notes()) {
      switch (note) {
        case Note.Started started -> {
          String before = startedBy.putIfAbsent(started.token(), started.worker());
          if (before != null) {
            violations.add(
                "%s was started by %s and by %s"
                    .formatted(started.token(), before, started.worker()));
          }
        }
        case Note.Passed passed -> {
          if (!passed.worker().equals(startedBy.get(passed.token()))) {
            violations.add(
                "%s passed the gate of %s, where it was not started"
                    .formatted(passed.token(), passed.worker()));
          }
          if (ended.contains(passed.token())) {
            violations.add(passed.token() + " passed the gate after its end");
          }
        }
        case Note.Ended end -> ended.add(end.token());
      }
    }
    return violations;
  }
}
