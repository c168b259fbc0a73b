package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.kube.write.Writer.Propagation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.reconciler.plan.ChildPlan;
import dev.fairlead.reconciler.plan.Manifest;
import dev.fairlead.reconciler.plan.Marks;
import dev.fairlead.reconciler.plan.Step;
import dev.fairlead.reconciler.plan.Terms.Lack;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Names;
import dev.fairlead.sdk.meaning.AppliedHash;
import dev.fairlead.sdk.meaning.SameMeaning;
import java.util.List;
import java.util.Optional;

/** Takes the steps of one plan, one after the other. Blocks on the API server; not thread-safe. */
final class ChildWriter {

  /**
   * After so many failures the caches show all that they are going to show: the owner has settled
   * by reads what there was to wait for.
   */
  private static final int PATIENCE_FAILURES = 3;

  private final GatedWriter gated;
  private final String manager;
  private final String primaryUid;
  private final ChildPlan plan;
  private final boolean impatient;
  private final Waits waits;
  private final Verdict verdict = new Verdict();
  private boolean ended;

  ChildWriter(
      GatedWriter gated,
      String manager,
      String primaryUid,
      ChildPlan plan,
      int failures,
      Waits waits) {
    this.gated = gated;
    this.manager = manager;
    this.primaryUid = primaryUid;
    this.plan = plan;
    this.impatient = failures >= PATIENCE_FAILURES;
    this.waits = waits;
  }

  /** What kept steps from being taken. */
  Optional<Outcome> outcome() {
    return verdict.outcome();
  }

  /** Whether other steps would fare no better. */
  boolean ended() {
    return ended;
  }

  /** Takes a step; the child as it is now, if it is as desired. */
  Optional<ObservedObject> perform(Step step) throws GateClosedException, InterruptedException {
    return switch (step) {
      case Step.Keep(ObservedObject observed) -> Optional.of(observed);
      case Step.AwaitEnd(_) -> Optional.empty();
      case Step.AwaitTurn(ObjectRef ref, ObjectRef before) ->
          waiting(ref.toString(), before.toString(), "is gone");
      case Step.LeaveAlone(ObjectRef ref, OwnerReference controller) ->
          rejected(
              "ControlledByAnother",
              "%s is controlled by %s %s and is left alone: delete it, or choose another name"
                  .formatted(ref, controller.kind().qualified(), controller.name()));
      case Step.LeaveUnowned(ObjectRef ref) ->
          rejected(
              "AlreadyExists",
              ref
                  + " is there, nobody controls it, and it is left alone: delete it, choose another"
                  + " name, or have the reconciler adopt it (Child.adopt)");
      case Step.Create(Manifest manifest) -> create(manifest);
      case Step.Apply(Manifest manifest, ObservedObject observed) -> apply(manifest, observed);
      case Step.Release(ObservedObject observed) -> release(observed);
      case Step.Delete(ObservedObject observed, boolean first) -> {
        delete(observed, List.of(), first ? Propagation.FOREGROUND : Propagation.BACKGROUND);
        yield Optional.empty();
      }
    };
  }

  private Optional<ObservedObject> create(Manifest manifest)
      throws GateClosedException, InterruptedException {
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
  private Optional<ObservedObject> meet(Manifest manifest)
      throws GateClosedException, InterruptedException {
    ObjectRef ref = manifest.ref();
    Outcome behind = new Outcome.Stale(ref, ResourceVersion.NONE);
    return switch (gated.read(ref)) {
      case ReadResult.Found(ObservedObject found) ->
          switch (plan.step(manifest, found)) {
            case Step.Apply(Manifest same, ObservedObject unseen)
                when impatient || unseen.metadata().controllerOwner().isEmpty() ->
                apply(same, unseen);
            case Step.Keep _ when impatient ->
                said(
                    new Outcome.Failed(
                        "NotSelected",
                        ref
                            + " is as desired, and the watch does not show it: give it the labels"
                            + " that the declared selector asks for"));
            case Step.LeaveAlone foreign -> perform(foreign);
            case Step.LeaveUnowned nobodys -> perform(nobodys);
            case Step ours -> said(behind);
          };
      case ReadResult.Absent() -> said(behind);
      case ReadResult.Forbidden forbidden -> unreadable(ref, "may not", forbidden.message());
      case ReadResult.Unknown(String cause) -> unreadable(ref, "cannot", cause);
    };
  }

  private Optional<ObservedObject> unreadable(ObjectRef ref, String how, String cause) {
    return said(
        new Outcome.Failed(
            "AlreadyExists", ref + " exists and is no child, and " + how + " be read: " + cause));
  }

  private Optional<ObservedObject> apply(Manifest manifest, ObservedObject observed)
      throws GateClosedException, InterruptedException {
    ObjectRef ref = manifest.ref();
    Precondition state = Precondition.of(observed);
    WriteResult result =
        gated.write(
            "patch",
            ref,
            state.uid(),
            () -> changes(manifest, observed),
            api -> api.apply(ref.resource(), manifest.json(), state, manager));
    return result instanceof WriteResult.Invalid(String message, _)
        ? refused(manifest, observed, message)
        : judge(ref, state.resourceVersion(), result);
  }

  private static List<String> changes(Manifest manifest, ObservedObject observed) {
    return SameMeaning.differences(manifest.json(), Children.json(observed)).stream()
        .filter(path -> !path.endsWith(AppliedHash.ANNOTATION))
        .toList();
  }

  /**
   * A change was refused. Whether the object is to blame or the change alone, the server says when
   * it is asked for the same object under another name: nothing is deleted that could not be made
   * again.
   */
  private Optional<ObservedObject> refused(
      Manifest manifest, ObservedObject observed, String message)
      throws GateClosedException, InterruptedException {
    ObjectNode anew = manifest.json().deepCopy();
    String name = Names.of(manifest.ref().name().name(), "anew");
    anew.withObjectProperty("metadata").put("name", name);
    WriteResult asNew =
        gated.tryOut(
            "create", manifest.ref(), api -> api.create(manifest.ref().resource(), anew, manager));
    if (asNew instanceof WriteResult.Invalid) {
      return rejected("Invalid", message);
    }
    if (manifest.terms().update() != Child.Update.RECREATE) {
      return rejected(
          "ImmutableField",
          manifest.title()
              + " stays as it is, for it cannot be changed so: take the change back, or have the"
              + " reconciler delete and create it (Child.recreate); the API server says: "
              + message);
    }
    delete(observed, List.of("to create it anew"), Propagation.BACKGROUND);
    return waiting(manifest.title(), "the old one", "is gone");
  }

  private Optional<ObservedObject> release(ObservedObject observed)
      throws GateClosedException, InterruptedException {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata");
    ArrayNode owners = metadata.putArray("ownerReferences");
    for (JsonNode owner : Children.json(observed).path("metadata").path("ownerReferences")) {
      if (!owner.path("uid").asText().equals(primaryUid)) {
        owners.add(owner);
      }
    }
    metadata
        .putObject("annotations")
        .putNull(Marks.ORDER)
        .putNull(Marks.ON_REMOVAL)
        .putNull(AppliedHash.ANNOTATION);
    Precondition state = Precondition.of(observed);
    WriteResult result =
        gated.write(
            "patch",
            observed.ref(),
            state.uid(),
            () -> List.of("set free"),
            api -> api.merge(observed.ref(), patch, state, manager));
    return result instanceof WriteResult.NotFound
        ? Optional.empty()
        : judge(observed.ref(), state.resourceVersion(), result);
  }

  private void delete(ObservedObject observed, List<String> why, Propagation propagation)
      throws GateClosedException, InterruptedException {
    Precondition state = Precondition.of(observed);
    WriteResult result =
        gated.write(
            "delete",
            observed.ref(),
            state.uid(),
            () -> why,
            api -> api.delete(observed.ref(), state, propagation));
    if (!(result instanceof WriteResult.NotFound)) {
      judge(observed.ref(), state.resourceVersion(), result);
    }
  }

  private Optional<ObservedObject> judge(ObjectRef ref, ResourceVersion seen, WriteResult result) {
    Refusals.outcome(ref, seen, result).ifPresent(verdict::add);
    ended |= Refusals.endsAttempt(result);
    return result instanceof WriteResult.Written(ObservedObject now, _)
        ? Optional.of(now)
        : Optional.empty();
  }

  private Optional<ObservedObject> rejected(String reason, String message) {
    return said(new Outcome.Rejected(reason, message));
  }

  private Optional<ObservedObject> said(Outcome outcome) {
    verdict.add(outcome);
    return Optional.empty();
  }

  private Optional<ObservedObject> waiting(String who, String whom, String until) {
    waits.add(who, whom, new Lack(until, ""));
    return Optional.empty();
  }
}
