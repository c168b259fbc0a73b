package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.selector.LabelSelector;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Gives a ClusterRole with an aggregation rule the rules of the roles that it selects. */
final class RoleAggregation implements Controller {

  private static final String ROLES = "clusterroles.rbac.authorization.k8s.io";

  private final Set<Key> aggregated = new TreeSet<>();

  @Override
  public String name() {
    return "clusterrole-aggregation-controller";
  }

  @Override
  public boolean watches(String collection) {
    return collection.equals(ROLES);
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    if (change.after().filter(it -> !selectors(it).isEmpty()).isPresent()) {
      aggregated.add(change.key());
    } else {
      aggregated.remove(change.key());
    }
    aggregated.forEach(look);
  }

  private static JsonNode selectors(ObjectNode role) {
    return role.path("aggregationRule").path("clusterRoleSelectors");
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    Optional<ObjectNode> role = cluster.get(key);
    if (role.isEmpty() || selectors(role.get()).isEmpty()) {
      return Optional.empty();
    }
    Set<JsonNode> rules = new LinkedHashSet<>();
    for (JsonNode each : selectors(role.get())) {
      LabelSelector selector = LabelSelector.of(each);
      for (ObjectNode other : cluster.list(Scope.all(ROLES))) {
        boolean itself = Json.uid(other).equals(Json.uid(role.get()));
        if (!itself && selector.matches(other)) {
          other.path("rules").forEach(rules::add);
        }
      }
    }
    ArrayNode collected = JsonNodeFactory.instance.arrayNode().addAll(rules);
    if (!collected.equals(role.get().path("rules"))) {
      ObjectNode copy = role.get().deepCopy();
      copy.set("rules", collected);
      cluster.update(name(), key, "", copy);
    }
    return Optional.empty();
  }
}
