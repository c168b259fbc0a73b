package dev.fairlead.acceptance.evidence;

import dev.fairlead.protocol.message.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of one object, nothing of an earlier attempt commits after something of a later one has; a
 * creation finds nothing; every other write names the uid and version that its attempt saw, and
 * hits that uid.
 */
final class NothingOverwritten implements Invariant {

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    Evidence.Passes passes = evidence.byCall();
    Map<String, Token> latest = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    evidence.writes().stream()
        .filter(Write::succeeded)
        .sorted(Comparator.comparingLong(Write::version))
        .forEach(write -> {
          Optional<Note.Passed> pass = passes.of(write);
          if (pass.isEmpty()) {
            return;
          }
          preconditions(write, pass.get(), violations);
          // The answer to a write that changes nothing has the version that was there before.
          String object = write.target().object() + " " + write.uid();
          Long before = versions.put(object, write.version());
          if (before != null && before == write.version()) {
            return;
          }
          Token token = pass.get().token();
          Token later = latest.merge(object, token, NothingOverwritten::later);
          if (!later.equals(token)) {
            violations.add("%s of %s committed after %s had".formatted(write, token, later));
          }
        });
    return violations;
  }

  private static void preconditions(Write write, Note.Passed pass, List<String> violations) {
    if (pass.verb().equals("create")) {
      if (write.code() != 201) {
        violations.add("a creation met what was there: " + write);
      }
    } else if (write.askedUid().isEmpty() || write.askedVersion().isEmpty()) {
      violations.add("it does not say what it was decided on: " + write);
    } else if (!write.uid().isEmpty() && !write.uid().equals(write.askedUid())) {
      violations.add("it hit another object of that name: " + write);
    }
  }

  private static Token later(Token one, Token other) {
    return Evidence.ORDER.compare(one, other) >= 0 ? one : other;
  }
}
