package dev.fairlead.operators.paymentgateway;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has the number of replicas of the Deployment, and how it changes hands. What was said last
 * stands in an annotation of the Deployment, {@link #BY}, so that nothing else has to be
 * remembered.
 *
 * <p>A field that its only manager states no longer is set to its default by a server-side apply:
 * one replica. So the present number is first given to a manager of its own ({@link HandOver}), and
 * then no longer stated. Back again the number does not jump: it goes from what the autoscaler left
 * to what is asked for in ten steps at most, one a minute.
 */
sealed interface Replicas {

  /** Says on the Deployment who has the number. */
  String BY = "payments.example.com/replicas-by";

  /** In {@link #BY}: {@code spec.replicas}. */
  String SPEC = "spec";

  /** In {@link #BY}: the HorizontalPodAutoscaler. */
  String AUTOSCALER = "autoscaler";

  /** The operator states this number. */
  record Stated(int number, String by, Optional<Instant> lookAgainAt) implements Replicas {}

  /** The Deployment's present number has to be given to a manager of its own. */
  record HandOver(Deployment deployment) implements Replicas {}

  /** The autoscaler has it: the operator states none. */
  record Autoscaled() implements Replicas {}

  /** What to do, given what is observed. */
  static Replicas of(PaymentGatewaySpec spec, Optional<Deployment> observed, Instant now) {
    Optional<String> by =
        observed.map(it -> it.getMetadata().getAnnotations()).map(it -> it.get(BY));
    Autoscaling autoscaling = spec.autoscaling();
    if (autoscaling != null) {
      if (observed.isEmpty()) {
        int start = Objects.requireNonNullElse(spec.replicas(), autoscaling.least());
        return stated(Math.clamp(start, autoscaling.least(), autoscaling.most()));
      }
      return by.filter(AUTOSCALER::equals).isPresent()
          ? new Autoscaled()
          : new HandOver(observed.get());
    }
    int present = observed.map(it -> it.getSpec().getReplicas()).orElse(1);
    int wanted = Objects.requireNonNullElse(spec.replicas(), present);
    Optional<Descent> descent =
        by.filter(AUTOSCALER::equals).isPresent()
            ? Optional.of(new Descent(present, now))
            : by.flatMap(Descent::read);
    return descent.map(it -> it.towards(wanted, now)).orElseGet(() -> stated(wanted));
  }

  private static Stated stated(int number) {
    return new Stated(number, SPEC, Optional.empty());
  }

  /** The way down from the number that the autoscaler left. */
  record Descent(int from, Instant since) {

    private static final Duration PACE = Duration.ofMinutes(1);
    private static final int STEPS_MAX = 10;
    private static final String FORM = "spec, from ";

    static Optional<Descent> read(String by) {
      String[] words = by.startsWith(FORM) ? by.substring(FORM.length()).split(" since ", 2) : null;
      try {
        return words == null || words.length < 2
            ? Optional.empty()
            : Optional.of(new Descent(Integer.parseInt(words[0]), Instant.parse(words[1])));
      } catch (RuntimeException writtenByOthers) {
        return Optional.empty();
      }
    }

    Stated towards(int wanted, Instant now) {
      long passed = Math.max(0, Duration.between(since, now).dividedBy(PACE));
      int step = Math.ceilDiv(from, STEPS_MAX);
      long reached = from - passed * step;
      if (reached <= wanted) {
        return stated(wanted);
      }
      Instant next = since.plus(PACE.multipliedBy(passed + 1));
      return new Stated((int) reached, FORM + from + " since " + since, Optional.of(next));
    }
  }
}
