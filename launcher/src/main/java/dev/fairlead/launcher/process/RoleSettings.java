package dev.fairlead.launcher.process;

import dev.fairlead.gateway.GatewaySettings;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.worker.WorkerSettings;
import dev.fairlead.reconciler.ReconcilerSettings;

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

  /** A worker is silent when the last permit that it can have has ended. */
  static DispatcherSettings dispatcher(Configuration configuration, long seed) {
    DispatcherSettings defaults = DispatcherSettings.defaults(seed);
    Configuration.Backoff backoff = configuration.controllers().all().backoff();
    return new DispatcherSettings(
        configuration.dispatch().permit(),
        defaults.assignResend(),
        configuration.dispatch().permit(),
        defaults.settleAfter(),
        defaults.lonelyAfter(),
        backoff.min(),
        backoff.max(),
        defaults.agePerPriority(),
        defaults.reasonsMax(),
        seed);
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
