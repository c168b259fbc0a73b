package dev.fairlead.operators.paymentgateway;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import dev.fairlead.sdk.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PaymentGateway is a Deployment of the same name with what stands around it, and a certificate.
 *
 * <p>Pods are rolled to a certificate only when it has been seen in its Secret, and only to one
 * that is good; until then, and whatever goes wrong with it, they serve with what they have.
 */
@Controller(ready = "Available")
@Owns(Deployment.class)
@Owns(Service.class)
@Owns(PodDisruptionBudget.class)
@Owns(HorizontalPodAutoscaler.class)
@Owns(Secret.class)
@Reads(value = Secret.class, byField = "spec.tlsSecretName")
@Reads(value = Secret.class, byField = "spec.certificate.caSecretName")
public final class PaymentGatewayReconciler implements Reconciler<PaymentGateway> {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Override
  public Result reconcile(Observed<PaymentGateway> observed, Context context) {
    PaymentGateway gateway = observed.primary();
    Rollout rollout =
        new Rollout(observed.child(Deployment.class, gateway.getMetadata().getName()));
    Optional<Mistake> mistake = Mistake.in(gateway);
    if (mistake.isPresent()) {
      return rejected(gateway, rollout, mistake.get());
    }
    return switch (Replicas.of(gateway.getSpec(), rollout.deployment(), context.now())) {
      case Replicas.HandOver(Deployment deployment) -> handOver(gateway, deployment, context);
      case Replicas.Autoscaled autoscaled -> desired(observed, rollout, autoscaled, context.now());
      case Replicas.Stated stated -> desired(observed, rollout, stated, context.now());
    };
  }

  /** What serves stays as it is. */
  private static Result rejected(PaymentGateway gateway, Rollout rollout, Mistake mistake) {
    Optional<Instant> notAfter =
        Optional.ofNullable(gateway.getStatus())
            .map(PaymentGatewayStatus::certificateNotAfter)
            .map(Instant::parse);
    return Outcome.rejected(mistake.reason(), mistake.message())
        .status(PaymentGatewayStatus.of(rollout.ready(), notAfter))
        .condition(Rollout.PROGRESSING.isFalse(mistake.reason(), mistake.message()));
  }

  /** Gives the number away. That is seen as a change of the Deployment, which leads to a call. */
  private static Result handOver(PaymentGateway gateway, Deployment deployment, Context context) {
    return switch (context.writes().apply(GatewayDeployment.numberOf(deployment), "replicas")) {
      case WriteResult.Done<Deployment> _ ->
          Outcome.retryAfter(SOON, "the Deployment shows that the autoscaler has its replicas")
              .event(
                  Event.normal(
                      "ReplicasHandedOver",
                      "The autoscaler has the number of replicas now, from "
                          + deployment.getSpec().getReplicas()
                          + (gateway.getSpec().replicas() == null
                              ? ""
                              : "; spec.replicas is not looked at while spec.autoscaling is there")));
      case WriteResult.Conflict<Deployment> _ ->
          Outcome.retryAfter(SOON, "the Deployment changed meanwhile");
      case WriteResult.Refused<Deployment>(int code, String reason, String message) ->
          Outcome.failed("Refused", code + " " + reason + ": " + message);
      case WriteResult.Lost<Deployment>(String message) -> Outcome.failed("NoAnswer", message);
    };
  }

  private static Desired desired(
      Observed<PaymentGateway> observed, Rollout rollout, Replicas replicas, Instant now) {
    PaymentGateway gateway = observed.primary();
    Tls tls = new TlsPlan(observed, now).decide();
    Optional<Deployment> deployment =
        served(gateway, rollout, tls)
            .map(served ->
                replicas instanceof Replicas.Stated stated
                    ? GatewayDeployment.with(gateway, served, stated)
                    : GatewayDeployment.autoscaled(gateway, served));
    List<HasMetadata> children = new ArrayList<>();
    tls.secret().ifPresent(children::add);
    children.addAll(former(observed, rollout, deployment, tls));
    deployment.ifPresent(children::add);
    children.add(GatewayObjects.service(gateway));
    children.add(GatewayObjects.disruptionBudget(gateway));
    Autoscaling autoscaling = gateway.getSpec().autoscaling();
    if (replicas instanceof Replicas.Autoscaled && autoscaling != null) {
      children.add(GatewayObjects.autoscaler(gateway, autoscaling));
    }
    Desired desired =
        Desired.children(children)
            .status(PaymentGatewayStatus.of(rollout.ready(), tls.notAfter()))
            .condition(available(gateway, rollout, deployment))
            .condition(progressing(rollout, deployment))
            .condition(tls.condition());
    desired = tls.event().map(desired::event).orElse(desired);
    return next(replicas, tls, now).map(desired::lookAgainAfter).orElse(desired);
  }

  /** What Pods are to serve with: what is there now, or else what they have. */
  private static Optional<Served> served(PaymentGateway gateway, Rollout rollout, Tls tls) {
    String name = Objects.requireNonNull(gateway.getSpec().tlsSecretName());
    return tls.serving()
        .map(chain -> new Served(name, chain.fingerprint()))
        .or(() -> rollout.deployment().flatMap(Served::by));
  }

  /** Secrets of ours under former names stay until no Pod mounts them any more. */
  private static List<Secret> former(
      Observed<PaymentGateway> observed, Rollout rollout, Optional<Deployment> desired, Tls tls) {
    boolean rolledOut =
        desired
            .filter(it -> rollout.deployment().flatMap(Served::by).equals(Served.by(it)))
            .filter(it -> rollout.progressing(it).reason().equals("RolloutComplete"))
            .isPresent();
    Optional<String> mounted = desired.flatMap(Served::by).map(Served::secretName);
    Optional<String> stated = tls.secret().map(it -> it.getMetadata().getName());
    return observed.children(Secret.class).stream()
        .filter(it -> !stated.equals(Optional.of(it.getMetadata().getName())))
        .filter(it -> !rolledOut || mounted.equals(Optional.of(it.getMetadata().getName())))
        .map(it -> TlsSecret.restated(observed.primary(), it))
        .toList();
  }

  private static Condition available(
      PaymentGateway gateway, Rollout rollout, Optional<Deployment> desired) {
    return desired
        .map(rollout::available)
        .orElseGet(() ->
            Rollout.AVAILABLE.isFalse(
                "AwaitingCertificate",
                "Pods start when Secret %s has a good certificate: see CertificateReady"
                    .formatted(gateway.getSpec().tlsSecretName())));
  }

  private static Condition progressing(Rollout rollout, Optional<Deployment> desired) {
    return desired
        .map(rollout::progressing)
        .orElseGet(() ->
            Rollout.PROGRESSING.isFalse(
                "AwaitingCertificate",
                "There is no certificate to serve with: see CertificateReady"));
  }

  private static Optional<Duration> next(Replicas replicas, Tls tls, Instant now) {
    Optional<Instant> step =
        replicas instanceof Replicas.Stated stated ? stated.lookAgainAt() : Optional.empty();
    return Stream.concat(step.stream(), tls.lookAgainAt().stream())
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at))
        .map(delay -> delay.compareTo(SOON) < 0 ? SOON : delay);
  }
}
