package dev.fairlead.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Statuses and Events on a real API server, asked for over the bus. */
@RealControlPlane
class StatusIT {

  private static final Condition.Type READY = Condition.of("Ready");

  private final ControlPlane plane;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private MeshProcess process;
  private KubeConnection kube;
  private String kind;
  private ObjectRef ref;

  StatusIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void deploy(TestInfo test) throws Exception {
    kube =
        KubeConnection.open(
            ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()).withListener(calls::add));
    process = MeshProcess.start("test", "0", Map.of());
    kind = "Gadget" + Integer.toHexString(test.getDisplayName().hashCode());
    ref =
        new ObjectRef(
            new GroupVersionResource("example.com", "v1", kind.toLowerCase(Locale.ROOT) + "s"),
            new NamespacedName("default", "a"));
    StatusSettings defaults = StatusSettings.defaults();
    StatusSettings settings =
        new StatusSettings(
            defaults.writes(),
            defaults.waiting(),
            defaults.historyItemsPerObject(),
            defaults.historyItems(),
            defaults.events(),
            Duration.ofMillis(100));
    process
        .vertx()
        .deployVerticle(
            new StatusVerticle(
                kube,
                process.bus(),
                process.telemetry().spans(),
                process.incarnation(),
                process.time(),
                settings))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  @AfterEach
  void stop() {
    process.close();
    kube.close();
  }

  @Test
  void merges_with_the_conditions_of_others_and_writes_only_what_changed() throws Exception {
    install("size: {type: integer}, conditions: " + CONDITIONS, true);
    create();
    patchStatus(
        "{\"status\":{\"conditions\":[{\"type\":\"Foreign\",\"status\":\"True\",\"reason\":\"Here\","
            + "\"message\":\"\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"}]}}");

    calls.clear();
    assertThat(ask("{\"size\":3}", READY.isFalse("TooFew", "1 of 3")))
        .isInstanceOf(StatusReply.Written.class);
    assertThat(calls).filteredOn(call -> call.verb().equals("patch")).hasSize(1);
    String status = status();
    assertThat(status).contains("\"Foreign\"", "\"TooFew\"", "\"size\":3");

    calls.clear();
    assertThat(ask("{\"size\":3}", READY.isFalse("TooFew", "1 of 3")))
        .isEqualTo(new StatusReply.Unchanged());
    assertThat(calls).filteredOn(call -> call.verb().equals("patch")).isEmpty();

    assertThat(ask("", READY.isTrue("Fine", ""))).isInstanceOf(StatusReply.Written.class);
    assertThat(status()).contains("\"Foreign\"", "\"Fine\"", "\"size\":3");
  }

  @Test
  void a_status_on_an_older_version_conflicts() throws Exception {
    install("size: {type: integer}, conditions: " + CONDITIONS, true);
    create();
    ObservedObject seen = read();
    patchStatus("{\"status\":{\"size\":1}}");

    assertThat(ask(seen, "{\"size\":3}", List.of(), READY.isTrue("Fine", "")))
        .isEqualTo(new StatusReply.Conflict(seen.resourceVersion()));
    assertThat(status()).contains("\"size\":1");
  }

  @Test
  void what_the_schema_drops_is_not_written_again_and_again() throws Exception {
    install("size: {type: integer}", true);
    create();

    assertThat(ask("{\"size\":3}", READY.isTrue("Fine", "")))
        .isInstanceOf(StatusReply.Written.class);
    assertThat(status()).isEqualTo("{\"size\":3}");
    calls.clear();
    assertThat(ask("{\"size\":3}", READY.isTrue("Fine", "")))
        .isEqualTo(new StatusReply.Unchanged());
    assertThat(calls).filteredOn(call -> call.verb().equals("patch")).isEmpty();
  }

  @Test
  void a_kind_without_a_status_subresource_fails_nothing() throws Exception {
    install("size: {type: integer}", false);
    create();

    assertThat(ask("{\"size\":3}", READY.isTrue("Fine", "")))
        .isEqualTo(new StatusReply.Unchanged());
  }

  @Test
  void an_object_that_is_gone_is_said_to_be() throws Exception {
    install("size: {type: integer}", true);
    create();
    ObservedObject seen = read();
    kube.client().genericKubernetesResources(context()).inNamespace("default").delete();

    assertThat(ask(seen, "{\"size\":3}", List.of())).isEqualTo(new StatusReply.Gone());
  }

  @Test
  void an_event_that_repeats_is_counted() throws Exception {
    install("size: {type: integer}, conditions: " + CONDITIONS, true);
    create();
    for (int i = 0; i < 3; i++) {
      ask(read(), "", List.of(Event.warning("Broken", "no answer")), READY.isFalse("Broken", ""));
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(
                    kube.client().events().v1().events().inNamespace("default").list().getItems())
                .filteredOn(event -> event.getRegarding().getKind().equals(kind))
                .singleElement()
                .satisfies(event -> {
                  assertThat(event.getReason()).isEqualTo("Broken");
                  assertThat(event.getSeries().getCount()).isEqualTo(3);
                }));
  }

  private static final String CONDITIONS =
      "{type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true}}";

  private StatusReply ask(String desired, Condition... conditions) throws Exception {
    return ask(read(), desired, List.of(), conditions);
  }

  private StatusReply ask(
      ObservedObject seen, String desired, List<Event> events, Condition... conditions)
      throws Exception {
    StatusIntent intent =
        new StatusIntent(
            new Token(Partition.whole("gadget"), 1, seen.name(), 1),
            new Incarnation("worker"),
            seen.ref(),
            new GroupVersionKind("example.com", "v1", kind),
            seen.metadata().uid(),
            seen.resourceVersion(),
            seen.metadata().generation(),
            statusOf(seen),
            desired.isEmpty() ? Optional.empty() : Optional.of(frame(desired)),
            List.of(conditions),
            events,
            2_000,
            TraceContext.NONE);
    return process
        .bus()
        .request(
            new Address(process.incarnation(), Role.STATUS),
            intent,
            Duration.ofSeconds(3),
            StatusReply.class)
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private void install(String schema, boolean subresource) {
    String plural = ref.resource().resource();
    String yaml =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %s.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: %s, plural: %s}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: %s
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  status: {type: object, properties: {%s}}
        """
            .formatted(plural, kind, plural, subresource ? "{status: {}}" : "{}", schema);
    var definition =
        kube.client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    definition.create();
    definition.waitUntilCondition(
        crd ->
            crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                    .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True")),
        20,
        TimeUnit.SECONDS);
  }

  private void create() {
    GenericKubernetesResource gadget = new GenericKubernetesResource();
    gadget.setApiVersion("example.com/v1");
    gadget.setKind(kind);
    gadget.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("default").build());
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> kube.client().resource(gadget).create() != null);
  }

  private void patchStatus(String patch) {
    kube.client()
        .genericKubernetesResources(context())
        .inNamespace("default")
        .withName("a")
        .subresource("status")
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            patch);
  }

  private ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup("example.com")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(ref.resource().resource())
        .withNamespaced(true)
        .build();
  }

  private ObservedObject read() throws Exception {
    return ((ReadResult.Found) kube.writer().get(ref)).object();
  }

  private String status() throws Exception {
    return new String(statusOf(read()).json(), StandardCharsets.UTF_8);
  }

  private static Frame statusOf(ObservedObject object) throws Exception {
    var status =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(object.frame().json())
            .path("status");
    return frame(status.isObject() ? status.toString() : "{}");
  }

  private static Frame frame(String json) {
    return Frame.ofJson(json.getBytes(StandardCharsets.UTF_8));
  }
}
