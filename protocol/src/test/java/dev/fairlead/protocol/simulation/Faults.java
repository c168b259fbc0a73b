package dev.fairlead.protocol.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How likely each fault is in one schedule. Every schedule draws its own mix, and most leave some
 * faults out altogether: a fault that always happens hides what happens without it.
 *
 * <p>Some schedules also take aim: at one kind of message, or with one fault at one state, whenever
 * that state is entered. It leads to what chance alone seldom meets. And some have a theme, and
 * little else in the way.
 */
final class Faults {

  private static final List<Fault> AIMED =
      List.of(
          Fault.WORKER_CRASHES,
          Fault.WORKER_PAUSES,
          Fault.WORKER_SUSPENDED,
          Fault.OWNER_PAUSES,
          Fault.OWNER_CRASHES,
          Fault.OWNER_SUSPENDED,
          Fault.OWNER_CUT_OFF,
          Fault.CUT_FROM_API,
          Fault.LEASE_DELETED,
          Fault.LEASE_EDITED,
          Fault.STATUS_PAUSES,
          Fault.STATUS_CRASHES,
          Fault.STATUS_CUT_OFF,
          Fault.ONE_WAY_CUT,
          Fault.SLOW_LINK,
          Fault.HISTORY_COMPACTED,
          Fault.DEFINITION_REMOVED,
          Fault.PERMISSION_REMOVED);

  /** What makes another one the owner; at its worst while an attempt runs. */
  private static final List<Fault> TAKEOVERS =
      List.of(
          Fault.OWNER_CRASHES,
          Fault.OWNER_LEAVES,
          Fault.OWNER_SUSPENDED,
          Fault.CUT_FROM_API,
          Fault.LEASE_DELETED,
          Fault.LEASE_EDITED);

  private static final List<Where> IN_AN_ATTEMPT =
      List.of(Where.Key.RUNNING, Where.Point.AT_SOCKET, Where.Point.CALLING);

  /** What is aimed at a call has to find one. */
  private static final double CALLS_THAT_HANG = 0.3;

  private static final double AIMED_AT_A_MESSAGE = 0.4;

  /** How many schedules have one theme, with little else in the way. */
  private static final double THEMED = 0.06;

  /** More work than can be done: who starves is seen only while others are served. */
  private static final Map<Fault, Double> FLOODED = Map.of(Fault.FLOOD_OF_REQUESTS, 1.0);

  /** Attempts at what has not changed that fail, and of which the server hears late. */
  private static final Map<Fault, Double> LATE =
      Map.of(Fault.COMMITTED_LATE, 0.3, Fault.RECONCILER_FAILS, 1.0, Fault.FOREIGN_WRITER, 0.6);

  private static final Double NEVER = 0.0;

  private final Map<Fault, Double> rates;
  private final Optional<Where.Message> message;
  private final Optional<Aim> aim;

  /** One fault that waits for one state. */
  record Aim(Fault fault, Where where) {}

  private Faults(Map<Fault, Double> rates, Optional<Where.Message> message, Optional<Aim> aim) {
    this.rates = rates;
    this.message = message;
    this.aim = aim;
  }

  static Faults draw(Chance chance) {
    if (chance.happens(THEMED)) {
      Map<Fault, Double> theme = chance.happens(0.5) ? FLOODED : LATE;
      return new Faults(theme, Optional.empty(), Optional.empty());
    }
    Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      double most = fault.most();
      rates.put(fault, chance.happens(0.4) ? NEVER : most * chance.between(1, 100) / 100);
    }
    Optional<Where.Message> message =
        chance.happens(0.2)
            ? Optional.of(chance.oneOf(List.of(Where.Message.values())))
            : Optional.empty();
    Optional<Aim> aim = chance.happens(0.3) ? Optional.of(aim(chance)) : Optional.empty();
    if (aim.isPresent() && aim.get().where() == Where.Point.CALLING) {
      rates.merge(Fault.REQUEST_LOST, CALLS_THAT_HANG, Math::max);
    }
    return new Faults(rates, message, aim);
  }

  private static Aim aim(Chance chance) {
    if (chance.happens(0.4)) {
      return new Aim(chance.oneOf(TAKEOVERS), chance.oneOf(IN_AN_ATTEMPT));
    }
    Where where =
        switch (chance.below(3)) {
          case 0 -> chance.oneOf(List.of(Where.Key.values()));
          case 1 ->
              // Between gate and socket there is hardly time for chance alone.
              chance.happens(0.4)
                  ? Where.Point.AT_SOCKET
                  : chance.oneOf(List.of(Where.Point.values()));
          default -> chance.oneOf(List.of(Where.Office.values()));
        };
    return new Aim(chance.oneOf(AIMED), where);
  }

  static Faults none() {
    return new Faults(Map.of(), Optional.empty(), Optional.empty());
  }

  /** How likely a fault is at each occasion. */
  double of(Fault fault) {
    return rates.getOrDefault(fault, NEVER);
  }

  /** Whether there is more work than can be done, from beginning to end. */
  boolean flooded() {
    return of(Fault.FLOOD_OF_REQUESTS) == 1;
  }

  /** How likely a fault of the bus is for this message. */
  double of(Fault fault, Optional<Where.Message> kind) {
    double rate = of(fault);
    return kind.isPresent() && kind.equals(message) ? Math.max(rate, AIMED_AT_A_MESSAGE) : rate;
  }

  /** The fault that waits for one state. */
  Optional<Aim> aim() {
    return aim;
  }
}
