package dev.fairlead.watcher;

import static org.awaitility.Awaitility.await;

import dev.fairlead.kube.KubeConnection;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The custom resources of the tests, one group each, and controllers for them. */
final class Widgets {

  static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final String group;
  private final KubernetesClient client;

  Widgets(KubeConnection kube, String group) {
    this.client = kube.client();
    this.group = group;
  }

  GroupVersionKind kind() {
    return new GroupVersionKind(group, "v1", "Widget");
  }

  /** Installs the CRD, if it is not there. */
  Widgets install() {
    client.resource(definition()).serverSideApply();
    await().ignoreExceptions().until(() -> widgets().inAnyNamespace().list() != null);
    return this;
  }

  /** A controller of widgets that owns ConfigMaps. */
  Declaration declaration(String controller) {
    return declaration(controller, "1", CONFIG_MAP);
  }

  /** A version of a controller of widgets, and what it owns. */
  Declaration declaration(String controller, String version, GroupVersionKind... owned) {
    return new Declaration(
        controller,
        version,
        new WatchedKind(kind(), new KeyMapping.Self(), "", "", true),
        Stream.of(owned)
            .map(kind -> new WatchedKind(kind, new KeyMapping.ControllerOwner(), "", "", false))
            .toList(),
        List.of(),
        "Ready",
        List.of(),
        Duration.ofSeconds(10),
        Duration.ZERO,
        8);
  }

  GenericKubernetesResource create(String namespace, String name) {
    return create(widget(namespace, name));
  }

  GenericKubernetesResource create(GenericKubernetesResource widget) {
    return widgets().inNamespace(widget.getMetadata().getNamespace()).resource(widget).create();
  }

  GenericKubernetesResource get(String namespace, String name) {
    return named(namespace, name).get();
  }

  void delete(String namespace, String name) {
    named(namespace, name).delete();
  }

  /** Reads a widget, changes it and writes it. */
  void edit(String namespace, String name, UnaryOperator<GenericKubernetesResource> change) {
    named(namespace, name).edit(change);
  }

  void editStatus(String namespace, String name, Map<String, Object> status) {
    named(namespace, name)
        .editStatus(now -> {
          now.setAdditionalProperty("status", status);
          return now;
        });
  }

  private Resource<GenericKubernetesResource> named(String namespace, String name) {
    return widgets().inNamespace(namespace).withName(name);
  }

  /** By its definition, since the client's own discovery may be behind. */
  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      widgets() {
    return client.genericKubernetesResources(
        new ResourceDefinitionContext.Builder()
            .withGroup(group)
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build());
  }

  GenericKubernetesResource widget(String namespace, String name) {
    GenericKubernetesResource widget = new GenericKubernetesResource();
    widget.setApiVersion(group + "/v1");
    widget.setKind("Widget");
    widget.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(name)
            .withLabels(Map.of("app", name))
            .build());
    widget.setAdditionalProperty("spec", Map.of("size", 1));
    return widget;
  }

  static ConfigMap child(HasMetadata owner, String namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build())
        .endMetadata()
        .addToData("k", "1")
        .build();
  }

  static String namespace(KubeConnection kube) {
    String name =
        "watcher-it-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    kube.client()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  private String definition() {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.%1$s}
    spec:
      group: %1$s
      scope: Namespaced
      names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
      versions:
      - name: v1
        served: true
        storage: true
        subresources: {status: {}}
        schema:
          openAPIV3Schema:
            type: object
            x-kubernetes-preserve-unknown-fields: true
    """
        .formatted(group);
  }
}
