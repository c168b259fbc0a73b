package dev.fairlead.kube.http;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObjectRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths of the API server, and their queries. Pure. */
public final class ResourcePath {

  private ResourcePath() {}

  /** A collection; all namespaces where {@code namespace} is empty. */
  public static String collection(GroupVersionResource resource, String namespace) {
    return (resource.group().isEmpty() ? "/api/" : "/apis/")
        + resource.apiVersion()
        + (namespace.isEmpty() ? "" : "/namespaces/" + escape(namespace))
        + "/"
        + resource.resource();
  }

  /** One object. */
  public static String object(ObjectRef ref) {
    return collection(ref.resource(), ref.name().namespace()) + "/" + escape(ref.name().name());
  }

  /** A subresource of one object. */
  public static String subresource(ObjectRef ref, String subresource) {
    return object(ref) + "/" + subresource;
  }

  /** The path with a query; parameters with an empty value are left out. */
  public static String query(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + escape(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
