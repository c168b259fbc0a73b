package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.sdk.RevokedException;
import dev.fairlead.sdk.WriteResult;
import dev.fairlead.sdk.Writes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;
import java.util.Optional;

/** The writes that a reconciler makes by itself, through the gate of its attempt. */
final class AttemptWrites implements Writes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubeConnection kube;
  private final Decoder decoder;
  private final GatedWriter writer;
  private final String manager;

  AttemptWrites(KubeConnection kube, Decoder decoder, GatedWriter writer, String manager) {
    this.kube = kube;
    this.decoder = decoder;
    this.writer = writer;
    this.manager = manager;
  }

  @Override
  public <T extends HasMetadata> WriteResult<T> create(T object) {
    return write("create", object, (api, ref, json) -> api.create(ref.resource(), json, manager));
  }

  @Override
  public <T extends HasMetadata> WriteResult<T> apply(T object) {
    ObjectMeta metadata = object.getMetadata();
    if (metadata.getUid() == null && metadata.getResourceVersion() == null) {
      return create(object);
    }
    return apply(object, state(object), manager);
  }

  @Override
  public <T extends HasMetadata> WriteResult<T> apply(T object, String part) {
    return apply(object, state(object), manager + "." + part);
  }

  private <T extends HasMetadata> WriteResult<T> apply(T object, Precondition state, String as) {
    return write("patch", object, (api, ref, json) -> api.apply(ref.resource(), json, state, as));
  }

  @Override
  public <T extends HasMetadata> WriteResult<T> patch(T observed, String mergePatch) {
    Precondition state = state(observed);
    ObjectNode patch = object(mergePatch);
    return write("patch", observed, (api, ref, json) -> api.merge(ref, patch, state, manager));
  }

  @Override
  public <T extends HasMetadata> WriteResult<T> delete(T observed) {
    Precondition state = state(observed);
    return write("delete", observed, (api, ref, json) -> api.delete(ref, state));
  }

  private interface Call {

    dev.fairlead.kube.write.WriteResult with(
        dev.fairlead.kube.write.Writer api, ObjectRef ref, ObjectNode json)
        throws InterruptedException;
  }

  private <T extends HasMetadata> WriteResult<T> write(String verb, T object, Call call) {
    try {
      GroupVersionKind kind = GroupVersionKind.of(object.getApiVersion(), object.getKind());
      Optional<ApiResource> resource = kube.restMapper().resourceFor(kind);
      if (resource.isEmpty()) {
        return new WriteResult.Refused<>(404, "NotFound", "The server does not serve " + kind);
      }
      ObjectNode json = kube.toJson(object);
      Manifests.prune(json);
      ObjectRef ref = new ObjectRef(resource.get().resource(), name(object));
      String uid = Objects.requireNonNullElse(object.getMetadata().getUid(), "");
      return result(object, kind, writer.write(verb, ref, uid, api -> call.with(api, ref, json)));
    } catch (DiscoveryException unknown) {
      return new WriteResult.Refused<>(
          503, "DiscoveryFailed", String.valueOf(unknown.getMessage()));
    } catch (GateClosedException closed) {
      throw new RevokedException("Nothing was written: " + closed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RevokedException("The attempt was interrupted in a write");
    }
  }

  @SuppressWarnings("unchecked") // the class of an object of T
  private <T extends HasMetadata> WriteResult<T> result(
      T object, GroupVersionKind kind, dev.fairlead.kube.write.WriteResult result) {
    return switch (result) {
      case dev.fairlead.kube.write.WriteResult.Written(ObservedObject written, boolean created) ->
          decoded(written, (Class<T>) object.getClass(), kind);
      case dev.fairlead.kube.write.WriteResult.Deleted(Optional<ObservedObject> remaining) ->
          remaining
              .map(left -> decoded(left, (Class<T>) object.getClass(), kind))
              .orElseGet(() -> new WriteResult.Done<>(object));
      case dev.fairlead.kube.write.WriteResult.Conflict(String message) ->
          new WriteResult.Conflict<>(message);
      case dev.fairlead.kube.write.WriteResult.AlreadyExists(String message) ->
          new WriteResult.Conflict<>(message);
      case dev.fairlead.kube.write.WriteResult.NotFound(String message) ->
          new WriteResult.Refused<>(404, "NotFound", message);
      case dev.fairlead.kube.write.WriteResult.Invalid(String message, var causes) ->
          new WriteResult.Refused<>(422, "Invalid", message);
      case dev.fairlead.kube.write.WriteResult.Forbidden forbidden ->
          new WriteResult.Refused<>(403, "Forbidden", Refusals.forbidden(forbidden));
      case dev.fairlead.kube.write.WriteResult.Throttled(var after, String message) ->
          new WriteResult.Refused<>(429, "TooManyRequests", message);
      case dev.fairlead.kube.write.WriteResult.Failed(int code, String message) ->
          new WriteResult.Refused<>(code, "", message);
      case dev.fairlead.kube.write.WriteResult.Unreachable(String cause) ->
          new WriteResult.Lost<>(cause);
      case dev.fairlead.kube.write.WriteResult.Unanswered(String cause) ->
          new WriteResult.Lost<>(cause);
    };
  }

  private <T extends HasMetadata> WriteResult<T> decoded(
      ObservedObject written, Class<T> type, GroupVersionKind kind) {
    try {
      return new WriteResult.Done<>(decoder.decode(written, type, kind));
    } catch (Decoder.UndecodableException unreadable) {
      throw new IllegalStateException(unreadable.explanation(), unreadable);
    }
  }

  private static Precondition state(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    if (metadata.getUid() == null || metadata.getResourceVersion() == null) {
      throw new IllegalArgumentException(
          object.getKind()
              + " "
              + metadata.getName()
              + " has no uid and resourceVersion: give the object as it was observed");
    }
    return new Precondition(metadata.getUid(), new ResourceVersion(metadata.getResourceVersion()));
  }

  private static NamespacedName name(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    return new NamespacedName(
        Objects.requireNonNullElse(metadata.getNamespace(), ""), metadata.getName());
  }

  private static ObjectNode object(String mergePatch) {
    try {
      JsonNode patch = JSON.readTree(mergePatch);
      if (patch instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException("a merge patch is a JSON object", noJson);
    }
    throw new IllegalArgumentException("a merge patch is a JSON object");
  }
}
