package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.watch.Interception;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Serves requests about resources: finds the kind and the verb. Thread-safe. */
public final class Verbs {

  private final Registry registry;
  private final Questions questions;

  public Verbs(Registry registry, Questions questions) {
    this.registry = registry;
    this.questions = questions;
  }

  /**
   * Serves one request whose user may do it.
   *
   * @param interception what stands between a watch and its client
   */
  public Answer serve(Call call, Interception interception) throws Rejection {
    RequestInfo info = call.info();
    Kind kind =
        registry
            .kinds()
            .resource(info.group(), info.version(), info.resource())
            .orElseThrow(() -> unknown().rejection());
    return info.subresource().isEmpty()
        ? resource(call, kind, interception)
        : subresource(call, kind);
  }

  private Answer resource(Call call, Kind kind, Interception interception) throws Rejection {
    checkRoute(call.info(), kind);
    Optional<Answer> review = questions.review(registry, call, kind);
    if (review.isPresent()) {
      return review.get();
    }
    return switch (call.info().verb()) {
      case "get" -> new GetVerb(registry).serve(call, kind);
      case "list" -> new ListVerb(registry).serve(call, kind);
      case "watch" -> new WatchVerb(registry).serve(call, kind, interception);
      case "create" -> new CreateVerb(registry).serve(call, kind);
      case "update" -> new UpdateVerb(registry).serve(call, kind, "");
      case "patch" -> new PatchVerb(registry).serve(call, kind, "");
      case "delete" -> new DeleteVerb(registry).serve(call, kind);
      case "deletecollection" -> new DeleteCollectionVerb(registry).serve(call, kind);
      default -> throw notAllowed().rejection();
    };
  }

  private Answer subresource(Call call, Kind kind) throws Rejection {
    RequestInfo info = call.info();
    String name = info.subresource();
    Kind.Subresource subresource = kind.subresources().get(name);
    if (subresource == null && kind.custom()) {
      throw Status.notFound(kind.group(), kind.plural(), info.name()).rejection();
    }
    if (subresource == null || !info.named() || misplaced(info, kind)) {
      throw unknown().rejection();
    }
    if (!subresource.verbs().contains(info.verb())) {
      throw notAllowed().rejection();
    }
    if (name.equals("token")) {
      return questions.token(call);
    }
    if (name.equals("scale")) {
      return new ScaleVerb(registry).serve(call, kind);
    }
    return switch (info.verb()) {
      case "get" -> new GetVerb(registry).serve(call, kind);
      case "update" -> new UpdateVerb(registry).serve(call, kind, name);
      case "patch" -> new PatchVerb(registry).serve(call, kind, name);
      default -> throw notAllowed().rejection();
    };
  }

  private static boolean misplaced(RequestInfo info, Kind kind) {
    return !kind.plural().equals("namespaces") && kind.namespaced() == info.namespace().isEmpty();
  }

  /** Whether there is such a path, and whether it has such a method. */
  private static void checkRoute(RequestInfo info, Kind kind) throws Rejection {
    boolean inNamespace = !info.namespace().isEmpty() && !kind.plural().equals("namespaces");
    boolean foreign = inNamespace && !kind.namespaced();
    boolean homeless = info.named() && kind.namespaced() && !inNamespace;
    if (foreign || homeless) {
      throw unknown().rejection();
    }
    boolean collection = kind.namespaced() && !inNamespace;
    boolean reads = info.verb().equals("list") || info.verb().equals("watch");
    boolean misplaced =
        switch (info.verb()) {
          case "create" -> info.named();
          case "update", "patch" -> !info.named();
          default -> false;
        };
    if (!kind.verbs().contains(info.verb()) || (collection && !reads) || misplaced) {
      throw notAllowed().rejection();
    }
  }

  /** The API has no such path. */
  public static Status unknown() {
    return about(404, "NotFound", "the server could not find the requested resource");
  }

  /** The path has no such method. */
  static Status notAllowed() {
    return about(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  private static Status about(int code, String reason, String message) {
    return new Status(
        code,
        reason,
        message,
        Optional.of(new Status.Details("", "", "", "", List.of(), OptionalInt.empty())));
  }
}
