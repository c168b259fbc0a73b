package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.sdk.Crds;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What annotations say of a type, the API server enforces. */
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdsIT {

  @ValidationRule(
      value = "self.crew <= self.berths",
      message = "there are more in the crew than berths")
  record ShipSpec(
      @Required @Min(1) @Max(100) @SpecReplicas @Nullable Integer crew,
      @Default("50") @Nullable Integer berths,
      @Pattern("^[a-z]+$") @SelectableField @PrinterColumn(name = "Colour") @Nullable String colour,
      @ValidationRule(value = "self == oldSelf", message = "the yard stays")
          @Nullable String yard) {}

  record ShipStatus(
      @StatusReplicas @Nullable Integer aboard, @LabelSelector @Nullable String selector) {}

  @Group("crds.test")
  @Version("v1")
  @Kind("Ship")
  @AdditionalSelectableField(jsonPath = ".spec.yard")
  static final class Ship extends CustomResource<ShipSpec, ShipStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  record OldSpec(@SpecReplicas @Nullable Integer crew) {}

  @Group("crds.test")
  @Version(value = "v1alpha1", storage = false)
  @Kind("Ship")
  static final class OldShip extends CustomResource<OldSpec, ShipStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  private final Cluster cluster;

  CrdsIT(ControlPlane plane) {
    this.cluster = new Cluster(plane.kubeconfig());
  }

  @BeforeAll
  void install() {
    Crds.of(List.of(OldShip.class, Ship.class))
        .forEach(crd -> cluster.client().resource(crd).forceConflicts().serverSideApply());
    eventually().until(() -> ships("v1").inAnyNamespace().list() != null);
  }

  @AfterAll
  void close() {
    cluster.close();
  }

  @Test
  void whatIsRequiredMustBeThere() {
    refused("required", Map.of("colour", "red"), "spec.crew: Required value");
  }

  @Test
  void boundsAndPatternsHold() {
    refused("low", Map.of("crew", 0), "greater than or equal to 1");
    refused("high", Map.of("crew", 101, "berths", 200), "less than or equal to 100");
    refused("pattern", Map.of("crew", 1, "colour", "Red"), "should match '^[a-z]+$'");
  }

  @Test
  void defaultsAreFilledIn() {
    assertThat(spec(create("defaults", Map.of("crew", 1)))).containsEntry("berths", 50);
  }

  @Test
  void rulesOfTypesAndFieldsHold() {
    refused("full", Map.of("crew", 51), "there are more in the crew than berths");
    create("yard", Map.of("crew", 1, "yard", "north"));

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() ->
            cluster
                .client()
                .genericKubernetesResources(context("v1"))
                .inNamespace(cluster.namespace())
                .withName("yard")
                .edit(ship -> {
                  spec(ship).put("yard", "south");
                  return ship;
                }))
        .withMessageContaining("the yard stays");
  }

  @Test
  void selectableFieldsSelect() {
    create("red", Map.of("crew", 1, "colour", "red"));
    create("blue", Map.of("crew", 1, "colour", "blue", "yard", "west"));

    assertThat(selected("spec.colour", "red")).containsExactly("red");
    assertThat(selected("spec.yard", "west")).containsExactly("blue");
  }

  @Test
  void itScalesAndTheStatusIsASubresource() {
    create("scaled", Map.of("crew", 1));
    var ships = cluster.client().resources(Ship.class).inNamespace(cluster.namespace());

    ships.withName("scaled").scale(7);
    ships
        .withName("scaled")
        .editStatus(ship -> {
          ship.setStatus(new ShipStatus(3, "a=b"));
          ship.setSpec(new ShipSpec(99, 99, null, null));
          return ship;
        });

    var scale = ships.withName("scaled").scale();
    assertThat(scale.getSpec().getReplicas()).isEqualTo(7);
    assertThat(scale.getStatus().getReplicas()).isEqualTo(3);
    assertThat(scale.getStatus().getSelector()).isEqualTo("a=b");
  }

  @Test
  void columnsAreDeclared() {
    assertThat(definition().getSpec().getVersions().getFirst().getAdditionalPrinterColumns())
        .anySatisfy(column -> assertThat(column.getJsonPath()).isEqualTo(".spec.colour"));
  }

  @Test
  void bothVersionsAreServedAndOneIsStored() {
    create("versions", Map.of("crew", 4));

    GenericKubernetesResource old =
        ships("v1alpha1").inNamespace(cluster.namespace()).withName("versions").get();
    assertThat(old.getApiVersion()).isEqualTo("crds.test/v1alpha1");
    assertThat(spec(old)).containsEntry("crew", 4);
    eventually()
        .untilAsserted(
            () -> assertThat(definition().getStatus().getStoredVersions()).containsExactly("v1"));
  }

  /** As the server has it now. */
  private CustomResourceDefinition definition() {
    return cluster
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("ships.crds.test")
        .get();
  }

  private void refused(String name, Map<String, Object> spec, String why) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> create(name, spec))
        .withMessageContaining(why);
  }

  private List<String> selected(String field, String value) {
    return ships("v1")
        .inNamespace(cluster.namespace())
        .withField(field, value)
        .list()
        .getItems()
        .stream()
        .map(ship -> ship.getMetadata().getName())
        .toList();
  }

  private GenericKubernetesResource create(String name, Map<String, Object> spec) {
    GenericKubernetesResource ship = new GenericKubernetesResource();
    ship.setApiVersion("crds.test/v1");
    ship.setKind("Ship");
    ship.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(cluster.namespace()).build());
    ship.setAdditionalProperties(new HashMap<>(Map.of("spec", spec)));
    return ships("v1").inNamespace(cluster.namespace()).resource(ship).create();
  }

  @SuppressWarnings("unchecked") // a JSON object
  private static Map<String, Object> spec(GenericKubernetesResource ship) {
    return (Map<String, Object>) Objects.requireNonNull(ship.getAdditionalProperties().get("spec"));
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      ships(String version) {
    return cluster.client().genericKubernetesResources(context(version));
  }

  private static ResourceDefinitionContext context(String version) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("crds.test")
        .withVersion(version)
        .withPlural("ships")
        .withKind("Ship")
        .withNamespaced(true)
        .build();
  }
}
