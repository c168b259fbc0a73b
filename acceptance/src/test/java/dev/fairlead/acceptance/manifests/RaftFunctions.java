package dev.fairlead.acceptance.manifests;

import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.webhook.Converter;
import dev.fairlead.sdk.webhook.Defaulter;
import dev.fairlead.sdk.webhook.FieldError;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program with every kind of webhook, for a kind of two versions and for one of Kubernetes' own.
 */
final class RaftFunctions {

  private RaftFunctions() {}

  static OperatorFunction[] all() {
    return new OperatorFunction[] {
      new RaftReconciler(), new Mate(), new Boatswain(), new Loader(), new Rigger()
    };
  }

  record Spec(int logs, @Nullable String rope) {}

  @Group("river.example.com")
  @Version("v2")
  static final class Raft extends CustomResource<Spec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  record OldSpec(int trees) {}

  @Group("river.example.com")
  @Version(value = "v1", storage = false)
  @Kind("Raft")
  static final class OldRaft extends CustomResource<OldSpec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  static final class RaftReconciler implements Reconciler<Raft> {
    @Override
    public Result reconcile(Observed<Raft> observed, Context context) {
      return Desired.noChildren();
    }
  }

  /** Refuses rafts that sink. */
  static final class Mate implements Validator<Raft> {
    @Override
    public Verdict validate(Review<Raft> review) {
      int logs = review.object().getSpec().logs();
      return logs < 3
          ? Verdict.of(FieldError.invalid("spec.logs", logs, "it sinks"))
          : Verdict.allowed();
    }
  }

  /** Brings the rope. */
  static final class Boatswain implements Defaulter<Raft> {
    @Override
    public Raft applyDefaults(Review<Raft> review) {
      Raft raft = review.object();
      if (raft.getSpec().rope() == null) {
        raft.setSpec(new Spec(raft.getSpec().logs(), "hemp"));
      }
      return raft;
    }
  }

  /** A tree is two logs. */
  static final class Loader implements Converter<OldRaft, Raft> {
    @Override
    public Raft toHub(OldRaft old) {
      Raft raft = new Raft();
      raft.setSpec(new Spec(old.getSpec().trees() * 2, null));
      return raft;
    }

    @Override
    public OldRaft fromHub(Raft raft) {
      OldRaft old = new OldRaft();
      old.setSpec(new OldSpec(raft.getSpec().logs() / 2));
      return old;
    }
  }

  /** Refuses ConfigMaps, of which Pods are in need. */
  static final class Rigger implements Validator<ConfigMap> {
    @Override
    public Verdict validate(Review<ConfigMap> review) {
      return List.of("tangled").contains(review.object().getMetadata().getName())
          ? Verdict.denied("it is tangled")
          : Verdict.allowed();
    }
  }
}
