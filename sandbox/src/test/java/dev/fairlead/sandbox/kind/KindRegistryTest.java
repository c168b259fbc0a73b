package dev.fairlead.sandbox.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindRegistryTest {

  private final KindRegistry kinds = new KindRegistry();

  @Test
  void knowsTheBuiltInKinds() {
    Kind deployment = kinds.resource("apps", "v1", "deployments").orElseThrow();
    assertEquals("DeploymentList", deployment.listName());
    assertEquals(List.of("deploy"), deployment.shortNames());
    assertEquals(Set.of("status", "scale"), deployment.subresources().keySet());
    assertEquals("autoscaling", group(deployment, "scale"));
    assertEquals("apps", group(deployment, "status"));
    assertTrue(deployment.schema().properties().containsKey("spec"));
    assertSame(deployment, kinds.kind("apps", "v1", "Deployment").orElseThrow());
  }

  @Test
  void doesNotClaimWhatNeedsKubelet() {
    Kind pod = kinds.resource("", "v1", "pods").orElseThrow();
    assertEquals(Set.of("status"), pod.subresources().keySet());
    assertTrue(kinds.resource("", "v1", "componentstatuses").isEmpty());
  }

  @Test
  void customKindsComeAndGo() {
    Kind like = kinds.resource("apps", "v1", "deployments").orElseThrow();
    List<Kind> before = kinds.all();
    kinds.serve("widgets.b.example.com", List.of(widget(like, "v1beta1"), widget(like, "v1")));
    assertEquals(
        List.of("v1", "v1beta1"),
        kinds.all().subList(before.size(), before.size() + 2).stream().map(Kind::version).toList());
    kinds.serve("widgets.b.example.com", List.of());
    assertEquals(before, kinds.all());
    assertFalse(kinds.resource("b.example.com", "v1", "widgets").isPresent());
  }

  private static Kind widget(Kind like, String version) {
    return new Kind(
        "b.example.com",
        version,
        "widgets",
        "widget",
        "Widget",
        "WidgetList",
        List.of(),
        List.of(),
        true,
        like.verbs(),
        like.subresources(),
        like.schema(),
        like.definition());
  }

  @Test
  void ordersVersions() {
    assertEquals(
        List.of("v10", "v2", "v1", "v2beta1", "v1beta2", "v1beta1", "v3alpha1", "foo", "v1x"),
        Stream.of("v1x", "v3alpha1", "v1", "v1beta1", "v2beta1", "v10", "foo", "v2", "v1beta2")
            .sorted(VersionOrder.PREFERRED_FIRST)
            .toList());
  }

  @Test
  void anEventIsOneObjectInTwoGroups() throws Exception {
    ObjectNode event =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"apiVersion":"v1","kind":"Event","involvedObject":{"name":"a"},"message":"m"}
                    """);
    Kind other = kinds.resource("events.k8s.io", "v1", "events").orElseThrow();
    ObjectNode converted = Versions.in(other, event);
    assertEquals(
        "{\"apiVersion\":\"events.k8s.io/v1\",\"kind\":\"Event\",\"regarding\":{\"name\":\"a\"},"
            + "\"note\":\"m\"}",
        converted.toString());
    assertEquals(event, Versions.in(kinds.resource("", "v1", "events").orElseThrow(), converted));
  }

  private static String group(Kind kind, String subresource) {
    return Objects.requireNonNull(kind.subresources().get(subresource)).group();
  }
}
