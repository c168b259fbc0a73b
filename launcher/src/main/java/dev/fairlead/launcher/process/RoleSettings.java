package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewaySettings;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.worker.WorkerSettings;
import dev.fairlead.reconciler.ReconcilerSettings;
import dev.fairlead.watcher.ownership.Cut;

/** What the configuration says, in the words of each role. */
final class RoleSettings {

  private RoleSettings() {}

  static GatewaySettings gateway(Configuration.Gateway configured) {
    return new GatewaySettings(
        GatewaySettings.DEFAULTS.host(),
        configured.port(),
        configured.traceUrl().orElse(""),
        GatewaySettings.DEFAULTS.answerWithin());
  }

  static DispatcherSettings dispatcher(Configuration configuration, long seed) {
    Configuration.Backoff backoff = configuration.controllers().all().backoff();
    return DispatcherSettings.defaults(seed)
        .withPermit(configuration.dispatch().permit())
        .withBackoff(backoff.min(), backoff.max());
  }

  static Cut cut(Configuration.Controllers controllers) {
    return controller -> controllers.of(controller).partitions();
  }

  static ReconcilerSettings reconciler(Configuration.Dispatch dispatch) {
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
        dispatch.drain());
  }
}
