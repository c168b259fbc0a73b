package dev.fairlead.sandbox.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.http.Documents.Document;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.openapi.OpenApi;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final KindRegistry kinds = new KindRegistry();
  private final Discovery discovery = new Discovery(kinds, () -> "127.0.0.1:1");
  private final OpenApi openApi = new OpenApi(kinds, InstantSource.system());

  @Test
  void answersInTheFirstFormThatItKnows() throws Exception {
    String accept = AGGREGATED + ",application/json";
    Document document = discovery.find("/apis", "", accept).orElseThrow();
    assertEquals(AGGREGATED, document.contentType());
    assertEquals("APIGroupDiscoveryList", json(document).path("kind").asText());
    assertTrue(document.headers().containsKey("ETag"));
    assertEquals(
        "APIGroupList",
        json(discovery.find("/apis", "", "application/json").orElseThrow()).path("kind").asText());
    assertEquals(
        406, discovery.find("/apis", "", AGGREGATED.replace("v2", "v2beta1")).orElseThrow().code());
  }

  @Test
  void listsTheResourcesOfAVersion() throws Exception {
    JsonNode list = json(discovery.find("/apis/coordination.k8s.io/v1", "", "").orElseThrow());
    assertEquals(
        "{\"name\":\"leases\",\"singularName\":\"lease\",\"namespaced\":true,\"kind\":\"Lease\","
            + "\"verbs\":[\"create\",\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\","
            + "\"update\",\"watch\"],\"storageVersionHash\":\"gqkMMb/YqFM=\"}",
        list.path("resources").path(0).toString());
    assertTrue(discovery.find("/apis/coordination.k8s.io/v2", "", "").isEmpty());
    assertTrue(discovery.find("/apis/nobody.example.com", "", "").isEmpty());
  }

  @Test
  void theAddressOfASchemaDocumentHasItsHash() throws Exception {
    JsonNode index = json(openApi.find("/openapi/v3", "", "").orElseThrow());
    String url = index.path("paths").path("apis/apps/v1").path("serverRelativeURL").asText();
    String[] parts = url.split("\\?", -1);
    JsonNode document = json(openApi.find(parts[0], parts[1], "").orElseThrow());
    JsonNode patch =
        document
            .path("paths")
            .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
            .path("patch");
    assertEquals("Deployment", patch.path("x-kubernetes-group-version-kind").path("kind").asText());
    assertTrue(patch.path("parameters").findValuesAsText("name").contains("fieldValidation"));
    assertEquals(301, openApi.find(parts[0], "hash=OLD", "").orElseThrow().code());
  }

  private static JsonNode json(Document document) throws Exception {
    return new ObjectMapper().readTree(document.body().getBytes());
  }
}
