package dev.fairlead.launcher.process;

import dev.fairlead.kube.ConnectionException;
import dev.fairlead.kube.ConnectionFailure;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.CallListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a process's connection to the API server. A process that is one of several waits a while
 * for a server that does not answer: where all restart, it may come a moment later. One that stands
 * alone was mostly started by a person, who wants to know at once.
 */
final class ApiServerConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServerConnection.class);

  private static final Duration WAIT = Duration.ofSeconds(30);

  private ApiServerConnection() {}

  static KubeConnection open(ProcessSettings settings, CallListener metrics)
      throws StartFailure, InterruptedException {
    ConnectionSettings wanted = wanted(settings).withListener(metrics);
    boolean waits = settings.mesh().cluster().isPresent();
    long until = System.nanoTime() + (waits ? WAIT.toNanos() : 0);
    String told = "";
    while (true) {
      try {
        return KubeConnection.open(wanted);
      } catch (ConnectionException unusable) {
        String problem = unusable.failure().message();
        boolean mayPass = unusable.failure() instanceof ConnectionFailure.Unreachable;
        if (!mayPass || System.nanoTime() - until >= 0) {
          throw new StartFailure(problem);
        }
        if (!told.equals(problem)) {
          told = problem;
          LOG.warn("{}; trying again for {} s", problem, WAIT.toSeconds());
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private static ConnectionSettings wanted(ProcessSettings settings) {
    ConnectionSettings wanted =
        ConnectionSettings.auto()
            .withUserAgent("fairlead/" + settings.version())
            .withTracer(new CallTraces());
    if (settings.kubeconfig().isPresent()) {
      wanted = wanted.withKubeconfig(settings.kubeconfig().get());
    }
    if (settings.context().isPresent()) {
      wanted = wanted.withContext(settings.context().get());
    }
    return wanted;
  }
}
