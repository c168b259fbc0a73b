package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An object that stands in every namespace, and comes back when it is deleted. */
final class NamespaceFurniture implements Controller {

  private static final String NAMESPACES = "namespaces";

  private final String name;
  private final String collection;
  private final String object;
  private final Supplier<ObjectNode> content;

  private NamespaceFurniture(
      String name, String collection, String object, Supplier<ObjectNode> content) {
    this.name = name;
    this.collection = collection;
    this.object = object;
    this.content = content;
  }

  static NamespaceFurniture serviceAccount() {
    return new NamespaceFurniture(
        "service-account-controller",
        "serviceaccounts",
        "default",
        () -> of("ServiceAccount", "default"));
  }

  /**
   * @param pem the certificates that a client of this server trusts
   */
  static NamespaceFurniture rootCertificate(String pem) {
    String map = "kube-root-ca.crt";
    return new NamespaceFurniture(
        "root-ca-cert-publisher",
        "configmaps",
        map,
        () -> {
          ObjectNode object = of("ConfigMap", map);
          object.putObject("data").put("ca.crt", pem);
          return object;
        });
  }

  private static ObjectNode of(String kind, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", kind).putObject("metadata").put("name", name);
    return object;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean watches(String other) {
    return other.equals(NAMESPACES) || other.equals(collection);
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    Key key = change.key();
    if (key.collection().equals(NAMESPACES)) {
      look.accept(key);
    } else if (key.name().equals(object) && change.after().isEmpty()) {
      look.accept(new Key(NAMESPACES, "", key.namespace()));
    }
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    Key place = new Key(collection, key.name(), object);
    boolean lives = cluster.get(key).filter(it -> !Json.terminating(it)).isPresent();
    if (lives && cluster.get(place).isEmpty()) {
      ObjectNode made = content.get();
      made.withObject("metadata").put("namespace", key.name());
      cluster.create(MANAGER, place, made);
    }
    return Optional.empty();
  }
}
