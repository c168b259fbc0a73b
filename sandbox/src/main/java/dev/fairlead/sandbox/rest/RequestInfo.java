package dev.fairlead.sandbox.rest;

import dev.fairlead.sandbox.access.Attributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request wants, read from its method, path and query alone, as kube-apiserver reads it for
 * authorization and routing.
 *
 * @param resourceRequest whether it is about a resource; otherwise only verb and path count
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code
 *     patch}, {@code delete}, {@code deletecollection}; of other paths the method in lower case
 * @param group empty for the core group
 * @param subresource empty for none
 * @param namespace empty for none
 * @param name empty for none; of a list or watch the one that its field selector names
 * @param named whether the name stands in the path
 */
public record RequestInfo(
    boolean resourceRequest,
    String verb,
    String path,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    String name,
    boolean named,
    Parameters query) {

  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
  private static final String NAME_FIELD = "metadata.name=";

  /** Reads a request line. The path is decoded. */
  public static RequestInfo of(String method, String path, Parameters query) {
    List<String> parts = parts(path);
    boolean legacy = !parts.isEmpty() && parts.getFirst().equals("api");
    boolean grouped = !parts.isEmpty() && parts.getFirst().equals("apis");
    int head = grouped ? 3 : 2;
    if ((!legacy && !grouped) || parts.size() <= head) {
      return nonResource(method, path, query);
    }
    String group = grouped ? parts.get(1) : "";
    String version = parts.get(head - 1);
    return resource(method, path, query, group, version, parts.subList(head, parts.size()));
  }

  private static RequestInfo nonResource(String method, String path, Parameters query) {
    String verb = method.toLowerCase(Locale.ROOT);
    return new RequestInfo(false, verb, path, "", "", "", "", "", "", false, query);
  }

  private static RequestInfo resource(
      String method,
      String path,
      Parameters query,
      String group,
      String version,
      List<String> rest) {
    List<String> parts = rest;
    boolean watchPath = parts.getFirst().equals("watch") && parts.size() > 1;
    if (watchPath) {
      parts = parts.subList(1, parts.size());
    }
    String namespace = "";
    if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
      namespace = parts.get(1);
      if (parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))) {
        parts = parts.subList(2, parts.size());
      }
    }
    String name = parts.size() > 1 ? parts.get(1) : "";
    boolean named = !name.isEmpty();
    String subresource = parts.size() > 2 ? String.join("/", parts.subList(2, parts.size())) : "";
    String verb = watchPath ? "watch" : verb(method, named, query);
    if (!named && (verb.equals("list") || verb.equals("watch"))) {
      name = selectedName(query.text("fieldSelector"));
    }
    return new RequestInfo(
        true,
        verb,
        path,
        group,
        version,
        parts.getFirst(),
        subresource,
        namespace,
        name,
        named,
        query);
  }

  private static String verb(String method, boolean named, Parameters query) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      case "GET" -> named ? "get" : query.flag("watch") ? "watch" : "list";
      default -> "";
    };
  }

  private static String selectedName(String fieldSelector) {
    return Arrays.stream(fieldSelector.split(",", -1))
        .map(term -> term.replaceFirst("==", "="))
        .filter(term -> term.startsWith(NAME_FIELD))
        .map(term -> term.substring(NAME_FIELD.length()))
        .findFirst()
        .orElse("");
  }

  private static List<String> parts(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }

  /** The same for an authorizer. */
  public Attributes attributes() {
    return resourceRequest
        ? new Attributes.Resource(verb, group, version, resource, subresource, namespace, name)
        : new Attributes.NonResource(verb, path);
  }

  /** The resource and its group, as messages name it: {@code deployments.apps}. */
  public String collection() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
