package dev.fairlead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.fairlead.operators.memcached.Memcached;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.Reconciler;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** The administrator of a cluster, in a namespace that is fresh for each test. */
final class Cluster implements AutoCloseable {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private static final ResourceDefinitionContext MEMCACHEDS =
      new ResourceDefinitionContext.Builder()
          .withGroup("cache.example.com")
          .withVersion("v1")
          .withPlural("memcacheds")
          .withKind("Memcached")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final String namespace;

  Cluster(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.namespace = "test-" + NAMESPACES.incrementAndGet();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /** What tests wait with: a machine may be slow, a condition is not. */
  static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  /** Installs the CRD and waits until objects of the kind can be made. */
  void installCrd() {
    installCrds(List.of(new MemcachedReconciler()));
  }

  /** Installs those of several operators, and waits until objects of the kinds can be made. */
  void installCrds(List<Reconciler<?>> operators) {
    List<ControllerDefinition<?>> definitions =
        operators.stream().<ControllerDefinition<?>>map(ControllerDefinition::of).toList();
    Crds.ofControllers(definitions)
        .forEach(crd -> client.resource(crd).forceConflicts().serverSideApply());
    definitions.forEach(definition ->
        eventually()
            .until(
                () -> client.resources(definition.primaryType()).inAnyNamespace().list() != null));
  }

  /** The CRD, to read, change or delete it. */
  Resource<CustomResourceDefinition> crd() {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("memcacheds.cache.example.com");
  }

  /** Gives a ClusterRole other rules, and answers those that it had. */
  List<PolicyRule> changeRules(String role, UnaryOperator<List<PolicyRule>> change) {
    Resource<ClusterRole> resource = client.rbac().clusterRoles().withName(role);
    List<PolicyRule> before = resource.get().getRules();
    resource.edit(it -> it.edit().withRules(change.apply(before)).build());
    return before;
  }

  NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>>
      memcacheds() {
    return client.genericKubernetesResources(MEMCACHEDS).inNamespace(namespace);
  }

  /** Creates a Memcached as a user's YAML would. */
  GenericKubernetesResource create(String name, int replicas) {
    return create(name, Map.of("replicas", replicas));
  }

  GenericKubernetesResource create(String name, Map<String, Object> spec) {
    GenericKubernetesResource memcached = new GenericKubernetesResource();
    memcached.setApiVersion("cache.example.com/v1");
    memcached.setKind("Memcached");
    memcached.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    memcached.setAdditionalProperties(Map.of("spec", spec));
    return memcacheds().resource(memcached).create();
  }

  /** Scales as {@code kubectl scale} does, by the scale subresource. */
  void scale(String name, int replicas) {
    client.resources(Memcached.class).inNamespace(namespace).withName(name).scale(replicas);
  }

  Optional<Deployment> deployment(String name) {
    return Optional.ofNullable(
        client.apps().deployments().inNamespace(namespace).withName(name).get());
  }

  Optional<Service> service(String name) {
    return Optional.ofNullable(client.services().inNamespace(namespace).withName(name).get());
  }

  Optional<PodDisruptionBudget> budget(String name) {
    return Optional.ofNullable(
        client.policy().v1().podDisruptionBudget().inNamespace(namespace).withName(name).get());
  }

  /** A Deployment that the ConfigMap {@code somebody-else} controls. */
  void createDeploymentOfSomebodyElse(String name) {
    ConfigMap owner =
        client
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("somebody-else")
                    .withNamespace(namespace)
                    .endMetadata()
                    .build())
            .create();
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("somebody-else")
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app", "theirs")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "theirs")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("theirs")
                .withImage("theirs")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  /** All Deployments of the namespace. */
  List<Deployment> deployments() {
    return client.apps().deployments().inNamespace(namespace).list().getItems();
  }

  /** The Deployment once it has this many replicas. */
  Deployment awaitDeployment(String name, int replicas) {
    eventually()
        .alias("Deployment " + namespace + "/" + name + " has " + replicas + " replicas")
        .until(() ->
            deployment(name).filter(it -> it.getSpec().getReplicas() == replicas).isPresent());
    return deployment(name).orElseThrow();
  }

  /** Says of a Deployment what its controller and the kubelets would say of one that runs. */
  void makeReady(String name, int replicas) {
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .editStatus(deployment ->
            deployment
                .edit()
                .withNewStatus()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .endStatus()
                .build());
  }

  Optional<Memcached> memcached(String name) {
    return Optional.ofNullable(
        client.resources(Memcached.class).inNamespace(namespace).withName(name).get());
  }

  /** A condition of a Memcached. */
  Optional<Condition> condition(String name, String type) {
    return memcached(name).stream()
        .flatMap(it -> Stream.ofNullable(it.getStatus()))
        .flatMap(status -> Stream.ofNullable(status.conditions()))
        .flatMap(List::stream)
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  /** The condition once it has this status. */
  Condition awaitCondition(String name, String type, String status) {
    eventually()
        .alias("Memcached " + namespace + "/" + name + " says " + type + "=" + status)
        .until(() -> condition(name, type).filter(it -> it.getStatus().equals(status)).isPresent());
    return condition(name, type).orElseThrow();
  }

  /** The messages of the Events about an object with this reason. */
  List<String> events(String name, String reason) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .filter(event -> reason.equals(event.getReason()))
        .map(event -> Objects.requireNonNullElse(event.getMessage(), ""))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
