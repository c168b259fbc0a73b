package dev.fairlead.testkit.perturb;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some ships, each a ConfigMap: the sample of these tests. */
@Group("fleet.example.com")
@Version("v1")
public final class Fleet extends CustomResource<Fleet.Spec, Fleet.Status> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** What is asked for. */
  public record Spec(int ships, @Nullable String orders, @Nullable String stage) {}

  /** What is. */
  public record Status(@Nullable List<String> ships) {}

  static Fleet of(int ships) {
    return of(new Spec(ships, null, null));
  }

  static Fleet of(Spec spec) {
    Fleet fleet = new Fleet();
    fleet.getMetadata().setName("north");
    fleet.getMetadata().setNamespace("default");
    fleet.setSpec(spec);
    return fleet;
  }

  /** A ship without an owner. */
  ConfigMap ship(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(getMetadata().getNamespace())
        .endMetadata()
        .withData(data)
        .build();
  }

  /** A ship that belongs to the fleet, as a reconciler has to say that writes by itself. */
  ConfigMap ownShip(String name) {
    ConfigMap ship = ship(name, Map.of("crew", "5"));
    ship.getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion(getApiVersion())
                    .withKind(getKind())
                    .withName(getMetadata().getName())
                    .withUid(getMetadata().getUid())
                    .withController(true)
                    .build()));
    return ship;
  }

  static ConfigMap orders(String name, String crew) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withData(Map.of("crew", crew))
        .build();
  }
}
