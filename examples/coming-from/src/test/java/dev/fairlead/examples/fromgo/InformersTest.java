package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.informers.Informers;
import dev.fairlead.informers.SharedInformer;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.mapping.Lookup;
import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Informers, clients and RESTMapper without a reconciler. */
class InformersTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private Sandbox sandbox;
  private ConnectionSettings settings;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    sandbox = Sandbox.start();
    Path kubeconfig = directory.resolve("kubeconfig");
    sandbox.writeKubeconfig(kubeconfig);
    settings = ConnectionSettings.auto().withKubeconfig(kubeconfig);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aControllerInTheClassicStyle() throws Exception {
    BlockingQueue<NamespacedName> queue = new LinkedBlockingQueue<>();
    try (Informers informers = Informers.connect(settings)) { // NewSharedInformerFactory
      SharedInformer<Pod> pods =
          informers
              .informer(Pod.class) // factory.Core().V1().Pods().Informer()
              .in("default")
              .index("byNode", it -> Stream.ofNullable(it.getSpec().getNodeName()).toList())
              .handler(new Enqueue(queue)) // AddEventHandler
              .resync(Duration.ofMinutes(10))
              .start();
      pods.awaitSynced(SOON); // cache.WaitForCacheSync
      create(informers.client(), "a");

      NamespacedName key = queue.poll(30, TimeUnit.SECONDS); // queue.Get()
      Optional<Pod> pod = pods.lister().get("default", "a"); // lister.Pods("default").Get("a")
      List<Pod> onTheNode = pods.indexer().byIndex("byNode", "n1");

      assertThat(key).isEqualTo(new NamespacedName("default", "a"));
      assertThat(pod).isPresent();
      assertThat(onTheNode).hasSize(1);
      var _ = informers.client().pods().inNamespace("default").withName("a").delete();
      await().atMost(SOON).until(() -> pods.lister().get("default", "a").isEmpty());
      assertThat(queue.poll(30, TimeUnit.SECONDS)).isEqualTo(key);
    }
  }

  @Test
  void clientsAndTheMapper() throws Exception {
    try (Informers informers = Informers.connect(settings)) {
      create(informers.client(), "a");

      KubernetesClient client = informers.client();
      Pod typed = client.pods().inNamespace("default").withName("a").get(); // clientset
      GenericKubernetesResource dynamic = // dynamic.Interface, unstructured.Unstructured
          client.genericKubernetesResources("v1", "Pod").inNamespace("default").withName("a").get();
      String node = dynamic.get("spec", "nodeName"); // unstructured.NestedString

      RESTMapper mapper = informers.restMapper();
      Optional<ApiResource> pods = mapper.resourceFor(GroupVersionKind.of("v1", "Pod"));
      String kind = kind(mapper, "deploy");

      assertThat(node).isEqualTo(typed.getSpec().getNodeName()).isEqualTo("n1");
      assertThat(pods).map(it -> it.resource().resource()).contains("pods");
      assertThat(kind).isEqualTo("Deployment");
    }
  }

  private static String kind(RESTMapper mapper, String name)
      throws DiscoveryException, InterruptedException {
    return switch (mapper.find(name)) { // mapper.KindFor
      case Lookup.Found(ApiResource found) -> found.kind().kind();
      case Lookup.Ambiguous several -> "one of " + several.names();
      case Lookup.Unknown() -> "none";
    };
  }

  private static void create(KubernetesClient client, String name) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName("n1")
                .addNewContainer()
                .withName("main")
                .withImage("busybox")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }
}
