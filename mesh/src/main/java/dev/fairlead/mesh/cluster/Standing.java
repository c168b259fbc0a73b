package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.health.HealthChecks.Verdict;
import java.util.List;

/** How a process stands with the others of its mesh. */
public sealed interface Standing {

  /** No other process is named: it is a mesh of its own, until another joins it. */
  record Alone() implements Standing {}

  /** Others are named and none has been joined. */
  record Seeking(List<Answer> answers) implements Standing {

    public Seeking {
      answers = List.copyOf(answers);
    }

    /** What was asked, and what came of it, for people. */
    public record Answer(String asked, String answer) {}
  }

  /**
   * It has joined some, and others that are there are being joined.
   *
   * @param others how many have been joined
   */
  record Joining(int others) implements Standing {}

  /**
   * It has joined others.
   *
   * @param others how many are there now
   */
  record Joined(int others) implements Standing {}

  /**
   * Whether the process is ready as far as the mesh is concerned: it knows all who are there. One
   * that has joined stays so when all others are gone: the last of a mesh goes on.
   */
  default Verdict verdict() {
    return switch (this) {
      case Alone _ -> new Verdict(true, "alone: no other process is named");
      case Joined(int others) when others == 0 -> new Verdict(true, "alone: all others are gone");
      case Joined(int others) -> new Verdict(true, "joined " + others);
      case Joining(int others) ->
          Verdict.waiting("joined " + others + ", and others that are named or met not yet");
      case Seeking(List<Seeking.Answer> answers) ->
          Verdict.waiting(
              "alone, though others are named: "
                  + String.join(
                      "; ", answers.stream().map(a -> a.asked() + ": " + a.answer()).toList())
                  + "; start them, correct mesh.join and mesh.serviceDns, or name nobody there");
    };
  }
}
