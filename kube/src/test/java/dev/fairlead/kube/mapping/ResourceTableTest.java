package dev.fairlead.kube.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTableTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  private static final String GROUPS =
      """
      {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[
       {"metadata":{"name":"apps"},"versions":[{"version":"v1","freshness":"Current","resources":[
         {"resource":"deployments","responseKind":{"group":"","version":"","kind":"Deployment"},
          "scope":"Namespaced","singularResource":"deployment","shortNames":["deploy"],
          "verbs":["get","list","watch"],
          "subresources":[{"subresource":"scale"},{"subresource":"status"}]}]}]},
       {"metadata":{"name":"shop.example.com"},"versions":[
         {"version":"v2","resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"},
           "scope":"Cluster","singularResource":"deployment","verbs":["get"]}]},
         {"version":"v1","freshness":"Stale","resources":[{"resource":"deployments",
           "responseKind":{"kind":"Deployment"},"scope":"Cluster","verbs":["get"]},
           {"resource":"events","responseKind":{"kind":"Event"},"scope":"Namespaced","verbs":["list"]}]}]}]}
      """;

  private static final String CORE =
      """
      {"kind":"APIGroupDiscoveryList","items":[{"metadata":{},"versions":[{"version":"v1","resources":[
        {"resource":"events","responseKind":{"kind":"Event"},"scope":"Namespaced",
         "singularResource":"event","shortNames":["ev"],"verbs":["list"]}]}]}]}
      """;

  private static ResourceTable aggregated() throws JsonProcessingException {
    List<ApiResource> all = new ArrayList<>(DiscoveryDocuments.aggregated(json(CORE)));
    all.addAll(DiscoveryDocuments.aggregated(json(GROUPS)));
    return new ResourceTable(all, DiscoveryDocuments.stale(json(GROUPS)));
  }

  @Test
  void readsAggregatedDiscovery() throws JsonProcessingException {
    ApiResource deployments =
        aggregated().resourceFor(new GroupVersionKind("apps", "v1", "Deployment")).orElseThrow();

    assertThat(deployments.resource())
        .isEqualTo(new GroupVersionResource("apps", "v1", "deployments"));
    assertThat(deployments.namespaced()).isTrue();
    assertThat(deployments.watchable()).isTrue();
    assertThat(deployments.subresources()).containsExactlyInAnyOrder("scale", "status");
    assertThat(aggregated().problems())
        .singleElement()
        .asString()
        .startsWith("shop.example.com/v1");
  }

  @Test
  void theSameKindInTwoGroupsIsAmbiguousByNameAndExactByGroup() throws JsonProcessingException {
    ResourceTable table = aggregated();
    for (String name : List.of("Deployment", "deployment", "deployments")) {
      assertThat(table.find(name))
          .asInstanceOf(type(Lookup.Ambiguous.class))
          .extracting(Lookup.Ambiguous::names)
          .isEqualTo("deployments.apps, deployments.shop.example.com");
    }
    for (String name : List.of("deploy", "Deployment.apps", "deployments.v1.apps")) {
      assertThat(table.find(name))
          .asInstanceOf(type(Lookup.Found.class))
          .extracting(found -> found.resource().resource().group())
          .isEqualTo("apps");
    }
    assertThat(table.find("deployments.v3.apps")).isEqualTo(new Lookup.Unknown());
    assertThat(table.find("widgets")).isEqualTo(new Lookup.Unknown());
  }

  @Test
  void thePreferredVersionGoesFirstAndTheCoreGroupBeforeOthers() throws JsonProcessingException {
    ResourceTable table = aggregated();
    assertThat(table.versions("shop.example.com", "Deployment"))
        .extracting(resource -> resource.kind().version())
        .containsExactly("v2", "v1");
    assertThat(table.find("deployments.shop.example.com"))
        .asInstanceOf(type(Lookup.Found.class))
        .extracting(found -> found.resource().resource().version())
        .isEqualTo("v2");
    assertThat(table.find("events"))
        .asInstanceOf(type(Lookup.Found.class))
        .extracting(found -> found.resource().resource().group())
        .isEqualTo("");
  }

  @Test
  void readsLegacyDiscovery() throws JsonProcessingException {
    assertThat(
            DiscoveryDocuments.groupVersions(
                json(
                    """
                    {"kind":"APIGroupList","groups":[{"name":"a","versions":[
                      {"groupVersion":"a/v1"},{"groupVersion":"a/v2"}],
                      "preferredVersion":{"groupVersion":"a/v2"}}]}
                    """)))
        .containsExactly("a/v2", "a/v1");
    assertThat(
            DiscoveryDocuments.legacy(
                json(
                    """
                    {"kind":"APIResourceList","groupVersion":"a/v2","resources":[
                      {"name":"things","singularName":"thing","namespaced":true,"kind":"Thing",
                       "verbs":["list"],"shortNames":["th"]},
                      {"name":"things/status","namespaced":true,"kind":"Thing","verbs":["get"]}]}
                    """)))
        .singleElement()
        .satisfies(thing -> {
          assertThat(thing.kind()).isEqualTo(new GroupVersionKind("a", "v2", "Thing"));
          assertThat(thing.subresources()).containsExactly("status");
        });
  }

  @Test
  void asksAtFirstUseAndOnAMissAtMostOncePerInterval() throws Exception {
    List<Instant> asked = new ArrayList<>();
    Instant[] now = {Instant.EPOCH};
    List<ApiResource> served = new ArrayList<>();
    RESTMapper mapper =
        new DeferredRESTMapper(
            () -> {
              asked.add(now[0]);
              return new ResourceTable(served, List.of());
            },
            Duration.ofSeconds(5),
            () -> now[0]);
    GroupVersionKind kind = new GroupVersionKind("apps", "v1", "Deployment");

    assertThat(asked).isEmpty();
    assertThat(mapper.resourceFor(kind)).isEmpty();
    served.addAll(DiscoveryDocuments.aggregated(json(GROUPS)));
    now[0] = Instant.EPOCH.plusSeconds(4);
    assertThat(mapper.resourceFor(kind)).isEmpty();
    assertThat(asked).hasSize(1);
    now[0] = Instant.EPOCH.plusSeconds(5);
    assertThat(mapper.resourceFor(kind)).isPresent();
    assertThat(mapper.kindFor(new GroupVersionResource("apps", "v1", "deployments")))
        .contains(kind);
    assertThat(asked).hasSize(2);
    mapper.forget();
    assertThat(mapper.resourceFor(kind)).isPresent();
    assertThat(asked).hasSize(3);
  }
}
