package dev.fairlead.kube.mapping;

import static dev.fairlead.kube.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.stream.RunningStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ResourceVersion;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@RealControlPlane
class RESTMapperIT {

  private static final GroupVersionResource CRDS =
      new GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions");

  /** A kind that the group {@code apps} has too. */
  private static ObjectNode deploymentsOf(String group) {
    return json(
        """
        {apiVersion:'apiextensions.k8s.io/v1',kind:'CustomResourceDefinition',
         metadata:{name:'deployments.GROUP'},
         spec:{group:'GROUP',scope:'Namespaced',
          names:{plural:'deployments',singular:'deployment',kind:'Deployment'},
          versions:[
           {name:'v1',served:true,storage:true,subresources:{status:{}},
            schema:{openAPIV3Schema:{type:'object','x-kubernetes-preserve-unknown-fields':true}}},
           {name:'v1beta1',served:true,storage:false,
            schema:{openAPIV3Schema:{type:'object','x-kubernetes-preserve-unknown-fields':true}}}]}}
        """
            .replace("GROUP", group));
  }

  private static ResourceDefinitionContext context(ApiResource resource) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(resource.resource().group())
        .withVersion(resource.resource().version())
        .withPlural(resource.resource().resource())
        .withNamespaced(true)
        .build();
  }

  @Test
  void findsBuiltInKinds(ControlPlane plane) throws Exception {
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      RESTMapper mapper = cluster.connection().restMapper();
      cluster.calls().clear();

      Optional<ApiResource> pods = mapper.resourceFor(new GroupVersionKind("", "v1", "Pod"));
      assertThat(pods.orElseThrow().resource())
          .isEqualTo(new GroupVersionResource("", "v1", "pods"));
      assertThat(mapper.find("sts")).isInstanceOf(Lookup.Found.class);
      assertThat(mapper.kindFor(Cluster.DEPLOYMENTS))
          .contains(new GroupVersionKind("apps", "v1", "Deployment"));
      assertThat(mapper.find("events")).isInstanceOf(Lookup.Found.class);
      assertThat(cluster.calls()).hasSize(2);
    }
  }

  @Test
  void learnsOfACrdThatAppears(ControlPlane plane) throws Exception {
    String group = "mapper.example.com";
    GroupVersionKind kind = new GroupVersionKind(group, "v1", "Deployment");
    GroupVersionResource resource = new GroupVersionResource(group, "v1", "deployments");
    try (Cluster.Connected cluster = Cluster.connect(plane)) {
      KubeConnection connection = cluster.connection();
      RESTMapper mapper = connection.restMapper();
      assertThat(mapper.resourceFor(kind)).isEmpty();
      assertThat(
              new RunningStream(
                      connection.stream()
                          .listAndWatch(Selection.of(resource), ResourceVersion.NONE))
                  .end(Duration.ofSeconds(10)))
          .isEqualTo(new StreamEnd.NotServed(resource));

      assertThat(connection.writer().create(CRDS, deploymentsOf(group), "fairlead.test"))
          .isInstanceOf(WriteResult.Written.class);

      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> mapper.resourceFor(kind).isPresent());
      ApiResource found = mapper.resourceFor(kind).orElseThrow();
      assertThat(found.resource()).isEqualTo(resource);
      assertThat(found.subresources()).contains("status");
      assertThat(mapper.versions(group, "Deployment"))
          .extracting(one -> one.kind().version())
          .containsExactly("v1", "v1beta1");
      assertThat(mapper.find("deployments")).isInstanceOf(Lookup.Ambiguous.class);
      assertThat(mapper.find("deployments." + group)).isEqualTo(new Lookup.Found(found));
      // Discovery knows a new kind a moment before its storage answers: 429 until then.
      await()
          .ignoreExceptions()
          .until(() ->
              connection.client().genericKubernetesResources(context(found)).inAnyNamespace().list()
                  != null);
      try (RunningStream running =
          new RunningStream(
              connection.stream().listAndWatch(Selection.of(resource), ResourceVersion.NONE))) {
        assertThat(running.untilSynced()).hasSize(1);
      }
    }
  }
}
