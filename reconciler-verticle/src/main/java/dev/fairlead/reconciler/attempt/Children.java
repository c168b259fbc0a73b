package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.reconciler.plan.ChildPlan;
import dev.fairlead.reconciler.plan.Manifest;
import dev.fairlead.reconciler.plan.Step;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.sdk.meaning.SameMeaning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Brings the children of one primary to what is desired, in one pass. A child that cannot be
 * written does not keep others from it, but nothing is deleted before everything desired is there.
 */
final class Children {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * After so many failures the caches show all that they are going to show: the owner has settled
   * by reads what there was to wait for.
   */
  private static final int PATIENCE_FAILURES = 3;

  private final GatedWriter gated;
  private final String manager;
  private final ChildPlan plan;
  private final boolean impatient;
  private final Verdict verdict = new Verdict();

  Children(GatedWriter gated, String manager, String primaryUid, int failures) {
    this.gated = gated;
    this.manager = manager;
    this.plan = new ChildPlan(primaryUid, Children::same);
    this.impatient = failures >= PATIENCE_FAILURES;
  }

  /** Empty: all is as desired. */
  Optional<Outcome> converge(List<Manifest> desired, List<ObservedObject> observed)
      throws GateClosedException, InterruptedException {
    for (Step step : plan.steps(desired, observed)) {
      boolean deletionOfAnIncompleteWhole =
          step instanceof Step.Delete && verdict.outcome().isPresent();
      if (!deletionOfAnIncompleteWhole && !perform(step)) {
        break;
      }
    }
    return verdict.outcome();
  }

  /** Whether to go on with other steps. */
  private boolean perform(Step step) throws GateClosedException, InterruptedException {
    return switch (step) {
      case Step.Keep keep -> true;
      case Step.AwaitEnd awaitEnd -> true;
      case Step.LeaveAlone(ObjectRef ref, OwnerReference controller) -> {
        verdict.add(controlledByAnother(ref, controller));
        yield true;
      }
      case Step.Create(Manifest manifest) -> create(manifest);
      case Step.Apply(Manifest manifest, ObservedObject observed) -> apply(manifest, observed);
      case Step.Delete(ObservedObject observed) -> delete(observed);
    };
  }

  private boolean create(Manifest manifest) throws GateClosedException, InterruptedException {
    ObjectRef ref = manifest.ref();
    WriteResult result =
        gated.write("create", ref, "", api -> api.create(ref.resource(), manifest.json(), manager));
    return result instanceof WriteResult.AlreadyExists
        ? meet(manifest)
        : judge(ref, ResourceVersion.NONE, result);
  }

  /**
   * Something is there that the watch did not show as a child: somebody else's, nobody's, a child
   * that the cache does not have yet, or one that has left the declared selector, which is made as
   * it should be, labels and all. One read tells.
   */
  private boolean meet(Manifest manifest) throws GateClosedException, InterruptedException {
    ObjectRef ref = manifest.ref();
    Outcome behind = new Outcome.Stale(ref, ResourceVersion.NONE);
    switch (gated.read(ref)) {
      case ReadResult.Found(ObservedObject found) -> {
        return switch (plan.step(manifest, found)) {
          case Step.Apply(Manifest same, ObservedObject unseen)
              when impatient || unseen.metadata().controllerOwner().isEmpty() ->
              apply(same, unseen);
          case Step.Keep keep when impatient -> {
            verdict.add(
                new Outcome.Failed(
                    "NotSelected",
                    ref
                        + " is as desired, and the watch does not show it: give it the labels that"
                        + " the declared selector asks for"));
            yield true;
          }
          case Step.LeaveAlone(ObjectRef foreign, OwnerReference controller) -> {
            verdict.add(controlledByAnother(foreign, controller));
            yield true;
          }
          case Step ours -> {
            verdict.add(behind);
            yield true;
          }
        };
      }
      case ReadResult.Absent() -> verdict.add(behind);
      case ReadResult.Forbidden forbidden ->
          verdict.add(
              new Outcome.Failed(
                  "AlreadyExists",
                  ref + " exists and is no child, and may not be read: " + forbidden.message()));
      case ReadResult.Unknown(String cause) ->
          verdict.add(
              new Outcome.Failed(
                  "AlreadyExists", ref + " exists and is no child, and cannot be read: " + cause));
    }
    return true;
  }

  private boolean apply(Manifest manifest, ObservedObject observed)
      throws GateClosedException, InterruptedException {
    ObjectRef ref = manifest.ref();
    Precondition state = Precondition.of(observed);
    WriteResult result =
        gated.write(
            "patch",
            ref,
            state.uid(),
            api -> api.apply(ref.resource(), manifest.json(), state, manager));
    return judge(ref, state.resourceVersion(), result);
  }

  private boolean delete(ObservedObject observed) throws GateClosedException, InterruptedException {
    Precondition state = Precondition.of(observed);
    WriteResult result =
        gated.write(
            "delete", observed.ref(), state.uid(), api -> api.delete(observed.ref(), state));
    return result instanceof WriteResult.NotFound
        || judge(observed.ref(), state.resourceVersion(), result);
  }

  private boolean judge(ObjectRef ref, ResourceVersion seen, WriteResult result) {
    Refusals.outcome(ref, seen, result).ifPresent(verdict::add);
    return !Refusals.endsAttempt(result);
  }

  private static Outcome controlledByAnother(ObjectRef ref, OwnerReference controller) {
    return new Outcome.Rejected(
        "ControlledByAnother",
        "%s is controlled by %s %s and is left alone: delete it, or choose another name"
            .formatted(ref, controller.kind().qualified(), controller.name()));
  }

  /** A manifest carries its hash: where that is observed too, no field has been left out since. */
  private static boolean same(Manifest desired, ObservedObject observed) {
    try {
      JsonNode json = JSON.readTree(observed.frame().json());
      return SameMeaning.holds(desired.json(), json);
    } catch (IOException noJson) {
      throw new IllegalArgumentException(observed.ref() + " is no JSON", noJson);
    }
  }
}
