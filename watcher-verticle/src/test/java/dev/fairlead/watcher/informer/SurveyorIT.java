package dev.fairlead.watcher.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ResourceVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real API server says in moments how far a collection is, also while it rests. */
@RealControlPlane
class SurveyorIT {

  private static final GroupVersionResource CONFIG_MAPS =
      new GroupVersionResource("", "v1", "configmaps");
  private static final Lister NOTHING = new SharedInformer(Set.of()).lister();

  private KubeConnection kube;
  private KubernetesClient client;
  private String namespace;
  private Surveyor surveyor;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    kube = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()));
    client = kube.client();
    namespace =
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("survey-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    surveyor = new Surveyor(kube.stream(), Selection.of(CONFIG_MAPS).in(namespace));
  }

  @AfterEach
  void disconnect() {
    client.namespaces().withName(namespace).delete();
    kube.close();
  }

  @Test
  void aCollectionThatRestsIsAsFarAsTheServer() {
    ResourceVersion cached = version(create("first"));
    ResourceVersion elsewhere = version(createSecret());
    // A consistent list, as a barrier reads it, makes the server find out how far it is.
    surveyor.contents();

    Survey survey = surveyor.changesSince(cached).orElseThrow();

    assertThat(survey.version().includes(elsewhere)).isTrue();
    assertThat(survey.shownBy(NOTHING, cached)).isTrue();
  }

  @Test
  void aCacheWithoutTheLastChangeIsNotAsFar() {
    ResourceVersion cached = version(create("first"));
    ResourceVersion changed = version(create("second"));
    createSecret();
    surveyor.contents();

    Survey survey = surveyor.changesSince(cached).orElseThrow();

    assertThat(survey.shownBy(NOTHING, cached)).isFalse();
    assertThat(survey.shownBy(NOTHING, changed)).isTrue();
  }

  @Test
  void aListOfWhatTheCacheHasNotShowsThatItIsBehind() {
    create("first");

    Survey survey = surveyor.contents().orElseThrow();

    assertThat(survey.shownBy(NOTHING, survey.version())).isFalse();
  }

  private ConfigMap create(String name) {
    ConfigMap map = new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
    return client.configMaps().inNamespace(namespace).resource(map).create();
  }

  private Secret createSecret() {
    Secret secret =
        new SecretBuilder().withNewMetadata().withName("elsewhere").endMetadata().build();
    return client.secrets().inNamespace(namespace).resource(secret).create();
  }

  private static ResourceVersion version(HasMetadata object) {
    return new ResourceVersion(object.getMetadata().getResourceVersion());
  }
}
