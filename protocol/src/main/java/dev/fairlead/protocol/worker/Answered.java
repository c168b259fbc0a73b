package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to assignments of attempts that are over, so that a late or repeated assignment is
 * never run. The oldest answers are forgotten above a bound; attempts up to the highest one
 * forgotten are then refused unseen, which costs the owner a new token and nothing else.
 */
final class Answered {

  private static final int ANSWERS_MAX = 4_096;

  private final LinkedHashMap<Token, AssignReply> answers = new LinkedHashMap<>();
  private final Map<Partition, Floor> floors = new HashMap<>();

  private record Floor(long epoch, long attempt) {}

  void add(AssignReply answer) {
    answers.putLast(answer.token(), answer);
    if (answers.size() > ANSWERS_MAX) {
      Token forgotten = answers.pollFirstEntry().getKey();
      floors.merge(
          forgotten.partition(),
          new Floor(forgotten.epoch(), forgotten.attempt()),
          Answered::higher);
    }
  }

  Optional<AssignReply> find(Token token) {
    return Optional.ofNullable(answers.get(token));
  }

  /** Whether it may have been answered and forgotten. */
  boolean mayBeForgotten(Token token) {
    Floor floor = floors.get(token.partition());
    return floor != null && token.epoch() == floor.epoch() && token.attempt() <= floor.attempt();
  }

  private static Floor higher(Floor left, Floor right) {
    if (left.epoch() != right.epoch()) {
      return left.epoch() > right.epoch() ? left : right;
    }
    return left.attempt() > right.attempt() ? left : right;
  }
}
