package dev.fairlead.operators.memcached;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;

/**
 * A Memcached is a Deployment of the same name with as many replicas; its status says how many are
 * ready.
 */
@Controller(ready = "Available")
@Owns(Deployment.class)
public final class MemcachedReconciler implements Reconciler<Memcached> {

  /** The name becomes the value of a label. */
  private static final int NAME_CHARACTERS_MAX = 63;

  @Override
  public Result reconcile(Observed<Memcached> observed, Context context) {
    Memcached memcached = observed.primary();
    Rollout rollout =
        new Rollout(observed.child(Deployment.class, memcached.getMetadata().getName()));
    Optional<Outcome.Rejected> mistake = mistake(memcached);
    if (mistake.isPresent()) {
      Outcome.Rejected rejected = mistake.get();
      return rejected
          .status(MemcachedStatus.ready(rollout.ready()))
          .condition(Rollout.PROGRESSING.isFalse(rejected.reason(), rejected.message()));
    }
    Deployment desired = MemcachedDeployment.of(memcached);
    return Desired.children(desired)
        .status(MemcachedStatus.ready(rollout.ready()))
        .condition(rollout.available(desired))
        .condition(rollout.progressing(desired));
  }

  /** What the schema forbids, but an older one may have let in. */
  private static Optional<Outcome.Rejected> mistake(Memcached memcached) {
    MemcachedSpec spec = memcached.getSpec();
    if (spec == null || spec.replicas() == null) {
      return invalid("spec.replicas is missing: set it to 1 or more");
    }
    if (spec.replicas() < 1) {
      return invalid("spec.replicas is " + spec.replicas() + ": set it to 1 or more");
    }
    if (spec.image() != null
        && (spec.image().isBlank() || !spec.image().strip().equals(spec.image()))) {
      return invalid(
          "spec.image is \""
              + spec.image()
              + "\": name an image without spaces around it, or leave it out for "
              + MemcachedSpec.DEFAULT_IMAGE);
    }
    int length = memcached.getMetadata().getName().length();
    if (length > NAME_CHARACTERS_MAX) {
      return Optional.of(
          Outcome.rejected(
              "NameTooLong",
              "The name has %d characters, and labels of the Deployment take %d: create it again under a shorter name"
                  .formatted(length, NAME_CHARACTERS_MAX)));
    }
    return Optional.empty();
  }

  private static Optional<Outcome.Rejected> invalid(String message) {
    return Optional.of(Outcome.rejected("InvalidSpec", message));
  }
}
