package dev.fairlead.launcher.process;

import dev.fairlead.gateway.PortUnavailableException;
import dev.fairlead.webhook.WebhookStartException;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticles of one process. They are undeployed in the reverse of their order, so that each
 * outlives those that need it.
 */
final class Roles {

  private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
  private static final Duration START = Duration.ofSeconds(30);

  /** For everything together, a drain included; what is left of the thirty is for the rest. */
  private static final Duration STOP = Duration.ofSeconds(28);

  private final Vertx vertx;
  private final Deque<String> deployed = new ArrayDeque<>();
  private final Deque<AutoCloseable> first = new ArrayDeque<>();

  Roles(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Deploys a verticle and waits until it has started. */
  void deploy(Deployable verticle) throws StartFailure, InterruptedException {
    String name = verticle.getClass().getSimpleName();
    try {
      deployed.push(
          vertx
              .deployVerticle(verticle, new DeploymentOptions())
              .toCompletionStage()
              .toCompletableFuture()
              .get(START.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      throw new StartFailure(
          "%s did not start within %d s; see the log".formatted(name, START.toSeconds()));
    } catch (ExecutionException failed) {
      throw new StartFailure(
          switch (failed.getCause()) {
            case PortUnavailableException unavailable -> String.valueOf(unavailable.getMessage());
            case WebhookStartException unable -> String.valueOf(unable.getMessage());
            case BindException taken ->
                "the management port is in use; free it or choose another with --management-port";
            case null, default -> name + " did not start: " + failed.getCause();
          });
    }
  }

  /** Closed before anything is undeployed. */
  void undoFirst(AutoCloseable closeable) {
    first.push(closeable);
  }

  /** Undeploys everything, within bounds; what does not end is logged and left. */
  void undeploy() {
    long deadline = System.nanoTime() + STOP.toNanos();
    while (!first.isEmpty()) {
      try {
        first.pop().close();
      } catch (Exception failure) {
        LOG.warn("Something did not stop: {}", failure.toString());
      }
    }
    while (!deployed.isEmpty()) {
      try {
        vertx
            .undeploy(deployed.pop())
            .toCompletionStage()
            .toCompletableFuture()
            .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException failure) {
        LOG.warn("A role did not stop in good order: {}", failure.toString());
      }
    }
  }
}
