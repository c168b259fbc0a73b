package dev.fairlead.watcher.informer;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.http.Denial;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.util.Optional;

/** What keeps a collection from being in step. */
public sealed interface Problem {

  /** What the end of a stream says of its collection; empty if all is well. */
  static Optional<Problem> of(StreamEnd end, Selection selection) {
    return switch (end) {
      case StreamEnd.Completed() -> Optional.empty();
      case StreamEnd.Cancelled() -> Optional.empty();
      case StreamEnd.Expired(_) -> Optional.empty();
      case StreamEnd.Silent(String message) -> Optional.of(new Unreachable(message));
      case StreamEnd.Broken(String message) -> Optional.of(new Unreachable(message));
      case StreamEnd.NotServed(GroupVersionResource resource) ->
          Optional.of(new NotServed(resource));
      case StreamEnd.Forbidden(String verb, var resource, String namespace, String message) ->
          Optional.of(new Forbidden(verb, resource, namespace, message));
      case StreamEnd.Refused(ApiFailure failure) ->
          Optional.of(
              new Refused(selection.resource().qualified(), failure.code(), failure.message()));
    };
  }

  /** The cause and the remedy, in one line. */
  String sentence();

  /** The API server does not know the kind. */
  record KindMissing(GroupVersionKind kind) implements Problem {
    @Override
    public String sentence() {
      return "kind "
          + kind.kind()
          + " ("
          + kind.apiVersion()
          + ") is not installed: apply its CustomResourceDefinition, or start with --install-crds";
    }
  }

  /** The API server no longer serves what it served. */
  record NotServed(GroupVersionResource resource) implements Problem {
    @Override
    public String sentence() {
      return resource.qualified()
          + " ("
          + resource.apiVersion()
          + ") is not served any more: apply its CustomResourceDefinition, or start with"
          + " --install-crds";
    }
  }

  /** A kind cannot be watched at all. */
  record NotWatchable(GroupVersionKind kind) implements Problem {
    @Override
    public String sentence() {
      return "kind "
          + kind.kind()
          + " ("
          + kind.apiVersion()
          + ") cannot be listed and watched, so no controller can declare it";
    }
  }

  /**
   * A controller asks Java of its operator about a kind, and this watcher is another program.
   *
   * @param code the class
   */
  record CodeMissing(String controller, String version, GroupVersionKind kind, String code)
      implements Problem {
    @Override
    public String sentence() {
      return "controller "
          + controller
          + " ("
          + version
          + ") asks its Java class "
          + code
          + " about every "
          + kind.kind()
          + ", and this watcher does not have it: run the watcher role from the same operator jar,"
          + " or declare the kind by data alone (byField, byLabel, byOwner, selectors)";
    }
  }

  /**
   * RBAC forbids reading.
   *
   * @param message the server's own words, which name the account
   */
  record Forbidden(String verb, GroupVersionResource resource, String namespace, String message)
      implements Problem {
    @Override
    public String sentence() {
      return "missing permission: "
          + Denial.of(message)
              .map(denial -> denial.who() + " may not " + denial.what())
              .orElseGet(this::what)
          + "; grant it list and watch";
    }

    private String what() {
      return "Fairlead's account may not "
          + verb
          + " "
          + resource.qualified()
          + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
    }
  }

  /** The API server refuses for another reason. */
  record Refused(String what, int code, String message) implements Problem {
    @Override
    public String sentence() {
      return "the API server refuses to show " + what + " (" + code + "): " + message;
    }
  }

  /** The API server cannot be reached or does not answer. */
  record Unreachable(String message) implements Problem {
    @Override
    public String sentence() {
      return "the API server cannot be reached: " + message;
    }
  }

  /** An object cannot be decoded; the others are not affected. */
  record Undecodable(String object, String message) implements Problem {
    @Override
    public String sentence() {
      return object + " cannot be decoded and is passed over: " + message;
    }
  }
}
