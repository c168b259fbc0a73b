package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewaySettings;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.dispatch.QueueLimits;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.WorkerSettings;
import dev.fairlead.reconciler.ReconcilerSettings;
import dev.fairlead.watcher.controller.ControllerSettings;
import dev.fairlead.watcher.ownership.Cut;
import dev.fairlead.webhook.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the configuration says, in the words of each role. */
final class RoleSettings {

  private RoleSettings() {}

  /**
   * Where nobody is asked for a token, or everything is in one process for a person at a terminal,
   * only this machine is listened to.
   */
  static GatewaySettings gateway(Configuration.Gateway configured, boolean atTerminal) {
    return new GatewaySettings(
        configured.anonymous() || atTerminal ? GatewaySettings.DEFAULTS.host() : "0.0.0.0",
        configured.port(),
        configured.anonymous(),
        configured.traceUrl().orElse(""),
        GatewaySettings.DEFAULTS.answerWithin(),
        configured.drain().orElse(Duration.ZERO));
  }

  /** The API server comes from another machine; the files are called as in a TLS Secret. */
  static WebhookSettings webhooks(Configuration.Webhooks configured, Path certificates) {
    return new WebhookSettings(
        "0.0.0.0",
        configured.port(),
        certificates.resolve("tls.crt"),
        certificates.resolve("tls.key"));
  }

  static ControllerSettings.Of controllers(Configuration configuration, long seed) {
    return declaration -> {
      Configuration.Controller own = configuration.controllers().of(declaration.controller());
      return new ControllerSettings(
          own.resync().orElse(declaration.resync()),
          configuration.dispatch().deadline().orElse(declaration.deadline()),
          own.paused(),
          DispatcherSettings.defaults(seed)
              .withPermit(configuration.dispatch().permit())
              .withBackoff(own.backoff().min(), own.backoff().max())
              .withLimits(
                  new QueueLimits(
                      own.queue().inFlight().orElse(Integer.MAX_VALUE),
                      own.queue().overdue(),
                      own.queue().reasons()))
              .withRate(rate(own.rate(), declaration.rate())));
    };
  }

  /** A burst that is declared goes with the rate that is declared, and with no other. */
  private static Optional<RateLimit> rate(
      Configuration.Rate configured, Optional<RateLimit> declared) {
    if (configured.qps().isPresent()) {
      return RateLimit.of(configured.qps().get(), configured.burst().orElse(0));
    }
    return declared.map(rate -> new RateLimit(rate.qps(), configured.burst().orElse(rate.burst())));
  }

  /** What is declared is the most; at least as many are configured, or all that may be. */
  static Limits limits(Configuration.Controllers controllers, Declaration declaration) {
    Configuration.Workers own = controllers.of(declaration.controller()).workers();
    int max = own.max().orElse(declaration.workersMax());
    return new Limits(Math.min(own.min(), max), max);
  }

  static Cut cut(Configuration.Controllers controllers) {
    return controller -> controllers.of(controller).partitions();
  }

  static ReconcilerSettings reconciler(Configuration configuration) {
    Configuration.Dispatch dispatch = configuration.dispatch();
    ReconcilerSettings defaults = ReconcilerSettings.defaults();
    WorkerSettings worker = defaults.worker();
    return new ReconcilerSettings(
        new WorkerSettings(
            dispatch.beat(),
            dispatch.writeTimeout(),
            worker.finishedResend(),
            worker.zombieAfter(),
            worker.ownerSilence()),
        defaults.statusAnswer(),
        defaults.snapshotAnswer(),
        dispatch.drain(),
        configuration.kubernetes().leaseNamespace());
  }
}
