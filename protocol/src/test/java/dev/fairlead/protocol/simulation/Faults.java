package dev.fairlead.protocol.simulation;

/**
 * How likely each fault is in one schedule. Every schedule draws its own mix, and most leave some
 * faults out altogether: a fault that always happens hides what happens without it.
 */
record Faults(
    double loss,
    double duplication,
    double delay,
    double longDelay,
    double slowLinks,
    double cuts,
    double crashes,
    double pauses,
    double suspends,
    double ownerPauses,
    double apiLoss,
    double apiLate,
    double streamDrops,
    double silentStreams,
    double staleStreams,
    double expiry,
    double refusals,
    double readFailures,
    double userFailures,
    double hangs,
    double foreignWriters,
    double oldOwner,
    double frozenCut) {

  static Faults draw(Chance chance) {
    return new Faults(
        often(chance, 0.2),
        often(chance, 0.2),
        often(chance, 0.3),
        often(chance, 0.1),
        often(chance, 0.5),
        often(chance, 0.4),
        often(chance, 0.4),
        often(chance, 0.5),
        often(chance, 0.3),
        often(chance, 0.3),
        often(chance, 0.15),
        often(chance, 0.15),
        often(chance, 0.7),
        often(chance, 0.3),
        often(chance, 0.6),
        often(chance, 0.6),
        often(chance, 0.2),
        often(chance, 0.4),
        often(chance, 0.3),
        often(chance, 0.1),
        often(chance, 0.6),
        often(chance, 0.3),
        chance.happens(0.15) ? 1 : 0);
  }

  static Faults none() {
    return new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static double often(Chance chance, double most) {
    return chance.happens(0.4) ? 0 : most * chance.between(1, 100) / 100;
  }
}
