package dev.fairlead.status.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sdk.meaning.SameMeaning;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes statuses under the version that the attempt saw. Blocks; thread-safe. */
public final class StatusWriter {

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  private final KubeConnection kube;
  private final Spans spans;
  private final InstantSource clock;
  private final Settled settled;
  private final Undeclared undeclared;
  // Bounded by the kinds of the cluster.
  private final Set<GroupVersionResource> complaints = ConcurrentHashMap.newKeySet();

  /** A writer that remembers for at most so many objects what the server makes of their status. */
  public StatusWriter(KubeConnection kube, Spans spans, InstantSource clock, int objectsMax) {
    this.kube = kube;
    this.spans = spans;
    this.clock = clock;
    this.settled = new Settled(objectsMax);
    this.undeclared = new Undeclared(clock);
  }

  /**
   * Writes the status, if it is not as intended already.
   *
   * @param within how much is left of the intent's deadline
   * @param trace the step that it is a part of
   */
  public StatusReply write(StatusIntent intent, Duration within, TraceContext trace)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    ObjectNode observed = StatusDocument.observed(intent);
    ObjectNode status = StatusDocument.merged(intent, clock.instant());
    undeclared.removeFrom(status, intent.primary().resource());
    if (isSaid(intent, status, observed)) {
      return new StatusReply.Unchanged();
    }
    try {
      if (!hasStatus(intent)) {
        return new StatusReply.Unchanged();
      }
    } catch (DiscoveryException unknown) {
      return new StatusReply.Refused(503, String.valueOf(unknown.getMessage()));
    }
    if (!within.isPositive()) {
      return new StatusReply.Refused(
          504, "the attempt's time was over before its status was written");
    }
    WriteResult result = send(intent, status, within, trace);
    if (result instanceof WriteResult.Invalid(String message, var causes)
        && hasUndeclared(intent.primary().resource(), message)) {
      undeclared.removeFrom(status, intent.primary().resource());
      Duration left = within.minusNanos(System.nanoTime() - startNanos);
      if (isSaid(intent, status, observed) || !left.isPositive()) {
        return new StatusReply.Unchanged();
      }
      result = send(intent, status, left, trace);
    }
    return reply(intent, status, result);
  }

  private boolean isSaid(StatusIntent intent, ObjectNode status, ObjectNode observed) {
    return status.equals(observed) || settled.holds(intent.uid(), status, observed);
  }

  private boolean hasUndeclared(GroupVersionResource resource, String refusal) {
    Set<String> fields = undeclared.learn(resource, refusal);
    if (!fields.isEmpty() && complaints.add(resource)) {
      LOG.warn(
          "The CRD of {} does not declare {} in its status, so that is not said: add it to the"
              + " schema",
          resource.qualified(),
          fields);
    }
    return !fields.isEmpty();
  }

  private WriteResult send(
      StatusIntent intent, ObjectNode status, Duration within, TraceContext trace)
      throws InterruptedException {
    String name = "patch " + intent.primary().resource().qualified() + "/status";
    try (TraceSpan span = spans.call(name, trace)) {
      span.about(intent.primary()).set("k8s.object.uid", intent.uid());
      WriteResult result =
          span.within(() ->
              kube.writer()
                  .within(within)
                  .status(
                      intent.primary(),
                      intent.kind(),
                      status,
                      new Precondition(intent.uid(), intent.version()),
                      "fairlead." + intent.token().partition().controller()));
      if (!(result instanceof WriteResult.Written)) {
        span.failed(result.toString());
      }
      return result;
    }
  }

  private StatusReply reply(StatusIntent intent, ObjectNode status, WriteResult result) {
    return switch (result) {
      case WriteResult.Written(ObservedObject object, boolean created) ->
          written(intent, status, object);
      case WriteResult.Deleted deleted -> new StatusReply.Gone();
      case WriteResult.NotFound gone -> new StatusReply.Gone();
      case WriteResult.Conflict conflict -> new StatusReply.Conflict(intent.version());
      case WriteResult.AlreadyExists conflict -> new StatusReply.Conflict(intent.version());
      case WriteResult.Invalid(String message, var causes) -> new StatusReply.Refused(422, message);
      case WriteResult.Forbidden forbidden ->
          new StatusReply.Refused(
              403,
              "Not allowed to patch %s/status in namespace %s: %s"
                  .formatted(
                      intent.primary().resource().qualified(),
                      forbidden.namespace(),
                      forbidden.message()));
      case WriteResult.Throttled(var after, String message) ->
          new StatusReply.Refused(429, message);
      case WriteResult.Failed(int code, String message) -> new StatusReply.Refused(code, message);
      case WriteResult.Unreachable(String cause) -> new StatusReply.Refused(503, cause);
      case WriteResult.Unanswered(String cause) -> new StatusReply.Unanswered(cause);
    };
  }

  private StatusReply written(StatusIntent intent, ObjectNode status, ObservedObject object) {
    ObjectNode kept = StatusDocument.of(object.frame());
    if (!kept.equals(status)) {
      settled.remember(intent.uid(), status, kept);
      List<String> dropped = SameMeaning.differences(status, kept);
      if (!dropped.isEmpty() && complaints.add(intent.primary().resource())) {
        LOG.warn(
            "The API server does not keep all of the status of {}: add {} to the schema of its CRD",
            intent.primary().resource().qualified(),
            dropped);
      }
    }
    return object.resourceVersion().equals(intent.version())
        ? new StatusReply.Unchanged()
        : new StatusReply.Written(object.metadata().uid(), object.resourceVersion());
  }

  private boolean hasStatus(StatusIntent intent) throws DiscoveryException, InterruptedException {
    GroupVersionResource resource = intent.primary().resource();
    Optional<ApiResource> served = kube.restMapper().describe(resource);
    boolean has = served.isEmpty() || served.get().subresources().contains("status");
    if (!has && complaints.add(resource)) {
      LOG.warn(
          "{} has no status subresource, so nothing can be said there: add it to its CRD",
          resource.qualified());
    }
    return has;
  }
}
