package dev.fairlead.kube.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Selection PODS = Selection.of(new GroupVersionResource("", "v1", "pods"));

  private final List<StreamEvent> events = new ArrayList<>();

  private PageReader.Page read(String list, int chunk) throws Exception {
    return new PageReader(PODS, 1 << 20).read(new Trickle(list, chunk), events::add);
  }

  private static String json(StreamEvent event) {
    return new String(((StreamEvent.Added) event).object().frame().json(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
  void cutsEveryItemWhateverTheChunks(int chunk) throws Exception {
    PageReader.Page page =
        read(
            """
            {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"77","continue":"abc"},
             "items":[
              {"metadata":{"name":"a","namespace":"ns","uid":"u1","resourceVersion":"5",
                "labels":{"app":"ä–\\u00e4"},"managedFields":[{"manager":"k","fieldsV1":{"f:spec":{}}}]},
               "spec":{"metadata":{"managedFields":[1]},"text":"}]{\\"managedFields\\":"}},
              {"metadata":{"managedFields":[], "name":"b","resourceVersion":"6"}},
              {"metadata":{"name":"c","managedFields":null ,"resourceVersion":"7","generation":3,
                "deletionTimestamp":"2026-01-01T00:00:00Z"}} ]}
            """,
            chunk);

    assertThat(page).isEqualTo(new PageReader.Page(new ResourceVersion("77"), "abc"));
    assertThat(events).hasSize(3);
    assertThat(JSON.readTree(json(events.get(0))))
        .isEqualTo(
            JSON.readTree(
                """
                {"apiVersion":"v1","kind":"Pod",
                 "metadata":{"name":"a","namespace":"ns","uid":"u1","resourceVersion":"5",
                  "labels":{"app":"ää"}},
                 "spec":{"metadata":{"managedFields":[1]},"text":"}]{\\"managedFields\\":"}}
                """
                    .replace("ää", "ä–ä")));
    assertThat(JSON.readTree(json(events.get(1))).path("metadata").size()).isEqualTo(2);
    assertThat(JSON.readTree(json(events.get(2))).path("metadata").size()).isEqualTo(4);

    ObservedObject first = ((StreamEvent.Added) events.get(0)).object();
    assertThat(first.name()).isEqualTo(new NamespacedName("ns", "a"));
    assertThat(first.metadata().uid()).isEqualTo("u1");
    assertThat(first.metadata().labels()).containsEntry("app", "ä–ä");
    ObservedObject third = ((StreamEvent.Added) events.get(2)).object();
    assertThat(third.metadata().generation()).isEqualTo(3);
    assertThat(third.metadata().deleting()).isTrue();
  }

  @Test
  void keepsTheBytesOfTheServer() throws Exception {
    read(
        "{\"items\":[{\"kind\":\"Pod\",\"apiVersion\":\"v1\", \"n\" : 1.50,\"metadata\":"
            + "{\"name\":\"a\",\"resourceVersion\":\"1\",\"managedFields\":[{}]}}]}",
        10);

    assertThat(json(events.getFirst()))
        .isEqualTo(
            "{\"kind\":\"Pod\",\"apiVersion\":\"v1\", \"n\" : 1.50,\"metadata\":"
                + "{\"name\":\"a\",\"resourceVersion\":\"1\"}}");
  }

  @Test
  void brokenItemsAreEventsAndTheRestGoesOn() throws Exception {
    read(
        """
        {"items":[
         {"metadata":{"namespace":"x"}},
         {"metadata":{"name":"n","namespace":"x","labels":{"a":{"b":1}},"resourceVersion":"2"}},
         {"metadata":"text"},
         {"spec":{}},
         17,
         {"metadata":{"name":"v"}},
         {"metadata":{"name":"ok","resourceVersion":"9"}}]}
        """,
        5);

    assertThat(events)
        .filteredOn(StreamEvent.Undecodable.class::isInstance)
        .containsExactly(
            new StreamEvent.Undecodable(Optional.empty(), "the object has no name"),
            new StreamEvent.Undecodable(
                Optional.of(new NamespacedName("x", "n")), "metadata.labels is no text"),
            new StreamEvent.Undecodable(Optional.empty(), "metadata is no object"),
            new StreamEvent.Undecodable(Optional.empty(), "the object has no metadata"),
            new StreamEvent.Undecodable(Optional.empty(), "an item is no JSON object"),
            new StreamEvent.Undecodable(
                Optional.of(new NamespacedName("", "v")), "the object has no resourceVersion"));
    assertThat(events.getLast()).isInstanceOf(StreamEvent.Added.class);
  }

  @Test
  void holdsOneObjectHoweverLongTheList() throws Exception {
    StringBuilder list =
        new StringBuilder("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[");
    String filler = "x".repeat(10_000);
    for (int n = 0; n < 500; n++) {
      list.append(n == 0 ? "" : ",")
          .append("{\"metadata\":{\"name\":\"p" + n + "\",\"resourceVersion\":\"1\"},\"a\":\"")
          .append(filler)
          .append("\"}");
    }
    new PageReader(PODS, 40_000).read(new Trickle(list.append("]}").toString(), 8000), events::add);

    assertThat(events).hasSize(500).allMatch(StreamEvent.Added.class::isInstance);
  }

  @Test
  void readsALargeObject() throws Exception {
    String filler = "ü".repeat(400_000);
    read(
        "{\"items\":[{\"metadata\":{\"name\":\"big\",\"resourceVersion\":\"1\"},\"a\":\""
            + filler
            + "\"}]}",
        4096);

    assertThat(json(events.getFirst())).endsWith(filler + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"items\":[",
        "{\"items\":[{\"metadata\":{\"name\":\"a\"",
        "{\"items\":[],",
        "{\"items\":[{]}"
      })
  void whatEndsInTheMiddleIsBroken(String list) {
    assertThatThrownBy(() -> read(list, 3)).isInstanceOf(IOException.class);
  }

  @Test
  void readsFieldPathsAndOwners() throws Exception {
    Selection selection =
        PODS.reading(java.util.Set.of("spec.tls.secretName", "spec.n", "data.absent", "spec.list"));
    new PageReader(selection, 1 << 20)
        .read(
            new Trickle(
                """
                {"items":[{"metadata":{"name":"a","resourceVersion":"1",
                  "annotations":{"fairlead.dev/paused":"true","other":"x"},
                  "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs",
                    "uid":"u9","controller":true},{"apiVersion":"v1","kind":"Pod","name":"p","uid":"u"}]},
                 "spec":{"tls":{"secretName":"s","x":{"secretName":"no"}},"n":5,"list":[1]}}]}
                """,
                9),
            events::add);

    var metadata = ((StreamEvent.Added) events.getFirst()).object().metadata();
    assertThat(metadata.fields())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of("spec.tls.secretName", "s", "spec.n", "5"));
    assertThat(metadata.annotations()).containsOnlyKeys("fairlead.dev/paused");
    assertThat(metadata.owners()).hasSize(2);
    assertThat(metadata.controllerOwner().orElseThrow().uid()).isEqualTo("u9");
  }

  @Test
  void metadataOnlyLeavesNothingElseInTheFrame() throws Exception {
    new PageReader(PODS.asMetadata(), 1 << 20)
        .read(
            new Trickle(
                "{\"items\":[{\"kind\":\"PartialObjectMetadata\",\"metadata\":{\"name\":\"a\","
                    + "\"resourceVersion\":\"1\",\"managedFields\":[{}]},\"data\":{}}]}",
                9),
            events::add);

    assertThat(
            new String(
                ((StreamEvent.Added) events.getFirst()).object().frame().json(),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}");
  }
}
