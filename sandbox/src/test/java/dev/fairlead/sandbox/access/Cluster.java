package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A store with roles and accounts in it, written as YAML. */
final class Cluster {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  final Store store = new Store();
  final Objects objects = Objects.in(store);
  final Rbac rbac = new Rbac(objects);

  Cluster with(String collection, String yaml) {
    ObjectNode object = read(yaml);
    String namespace = object.at("/metadata/namespace").asText();
    store.create(new Key(collection, namespace, object.at("/metadata/name").asText()), object);
    return this;
  }

  Cluster role(String namespace, String name, String rules) {
    String kind = namespace.isEmpty() ? "clusterroles" : "roles";
    return with(
        kind + "." + Rbac.GROUP,
        "{metadata: {name: '%s', namespace: '%s'}, rules: %s}".formatted(name, namespace, rules));
  }

  Cluster binding(String namespace, String name, String roleKind, String role, String subject) {
    String kind = namespace.isEmpty() ? "clusterrolebindings" : "rolebindings";
    return with(
        kind + "." + Rbac.GROUP,
        "{metadata: {name: '%s', namespace: '%s'}, roleRef: {kind: %s, name: '%s'}, subjects: [%s]}"
            .formatted(name, namespace, roleKind, role, subject));
  }

  static ObjectNode read(String yaml) {
    try {
      return (ObjectNode) YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
