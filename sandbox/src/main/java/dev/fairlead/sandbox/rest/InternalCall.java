package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.watch.Interception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The verbs for the server's own parts, which may do everything: as if they had sent a request.
 * Thread-safe.
 */
public final class InternalCall {

  private static final User SERVER = User.named("system:apiserver", "system:masters");

  private final Kinds kinds;
  private final Verbs verbs;

  public InternalCall(Kinds kinds, Verbs verbs) {
    this.kinds = kinds;
    this.verbs = verbs;
  }

  /**
   * @param manager who owns the fields
   * @return the object as it was stored
   */
  public ObjectNode create(String manager, Key key, ObjectNode object) throws Rejection {
    return object(serve("create", manager, key, "", object));
  }

  /**
   * Asks whether an object could be created, and creates nothing.
   *
   * @throws Rejection if it could not, also for a field that its kind does not have
   */
  public void check(Key key, ObjectNode object) throws Rejection {
    Map<String, List<String>> query =
        Map.of("dryRun", List.of("All"), "fieldValidation", List.of("Strict"));
    serve("create", query, key, "", object);
  }

  /**
   * @param subresource {@code status}, {@code finalize}; empty for the object itself
   * @return the object as it was stored
   */
  public ObjectNode update(String manager, Key key, String subresource, ObjectNode object)
      throws Rejection {
    return object(serve("update", manager, key, subresource, object));
  }

  /**
   * @param options a {@code DeleteOptions}
   */
  public void delete(Key key, ObjectNode options) throws Rejection {
    serve("delete", "", key, "", options);
  }

  private static ObjectNode object(Answer answer) {
    return switch (answer) {
      case Answer.One one -> one.object();
      case Answer.Plain plain -> plain.object();
      case Answer.Many _, Answer.Watching _ ->
          throw new IllegalStateException("a write answers one object");
    };
  }

  private Answer serve(String verb, String manager, Key key, String subresource, ObjectNode body)
      throws Rejection {
    return serve(verb, Map.of("fieldManager", List.of(manager)), key, subresource, body);
  }

  private Answer serve(
      String verb, Map<String, List<String>> query, Key key, String subresource, ObjectNode body)
      throws Rejection {
    Kind kind = kind(key, body);
    boolean create = verb.equals("create");
    boolean isNamespace = kind.collection().equals("namespaces");
    RequestInfo info =
        new RequestInfo(
            true,
            verb,
            "",
            kind.group(),
            kind.version(),
            kind.plural(),
            subresource,
            isNamespace && !create ? key.name() : key.namespace(),
            create ? "" : key.name(),
            !create,
            new Parameters(query));
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return verbs.serve(new Call(info, SERVER, "", "application/json", bytes), Interception.NONE);
  }

  /** The version that the object has; for what has none, the first that is served. */
  private Kind kind(Key key, ObjectNode body) throws Rejection {
    String apiVersion = body.path("apiVersion").asText();
    List<Kind> served =
        kinds.all().stream().filter(kind -> kind.collection().equals(key.collection())).toList();
    return served.stream()
        .filter(kind -> kind.apiVersion().equals(apiVersion))
        .findFirst()
        .or(() -> served.stream().findFirst())
        .orElseThrow(() -> Verbs.unknown().rejection());
  }
}
