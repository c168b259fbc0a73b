package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fairlead.launcher.Fairlead;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.flowcontrol.v1.FlowSchema;
import io.fabric8.kubernetes.api.model.flowcontrol.v1.PriorityLevelConfiguration;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests refer to exists: nothing here asks a server. */
class ReferencesTest {

  private static final String NAMESPACE = "fairlead-system";
  private static final String LOCAL = "." + NAMESPACE + ".svc.cluster.local";

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/all-in-one", "overlays/istio", "overlays/ambient"})
  void ofPods(String directory) {
    Kustomization it = Kustomization.render(directory);
    assertThat(it.of(Deployment.class)).isNotEmpty();
    for (Deployment deployment : it.of(Deployment.class)) {
      PodTemplateSpec template = deployment.getSpec().getTemplate();
      PodSpec pod = template.getSpec();
      Container container = pod.getContainers().getFirst();

      assertThat(labels(template))
          .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
      assertThat(it.has(ServiceAccount.class, pod.getServiceAccountName())).isTrue();
      assertThat(it.has(PriorityClass.class, pod.getPriorityClassName())).isTrue();
      assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(30);
      assertThat(
              Stream.of(
                      container.getStartupProbe(),
                      container.getLivenessProbe(),
                      container.getReadinessProbe())
                  .map(Probe::getHttpGet)
                  .map(get -> get.getPort().getStrVal()))
          .isSubsetOf(portNames(container));
      assertThat(
              pod.getVolumes().stream()
                  .filter(volume -> volume.getConfigMap() != null)
                  .map(volume -> volume.getConfigMap().getName()))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(it.has(ConfigMap.class, name)).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/all-in-one", "overlays/istio", "overlays/ambient"})
  void ofWhatSelectsPods(String directory) {
    Kustomization it = Kustomization.render(directory);
    for (Service service : it.of(Service.class)) {
      List<Container> selected = containers(it, service.getSpec().getSelector());
      assertThat(selected).as(service.getMetadata().getName()).isNotEmpty();
      assertThat(service.getSpec().getPorts())
          .allSatisfy(port -> {
            assertThat(port.getAppProtocol()).isNotEmpty();
            assertThat(selected)
                .allSatisfy(container ->
                    assertThat(portNames(container)).contains(port.getTargetPort().getStrVal()));
          });
    }
    for (PodDisruptionBudget budget : it.of(PodDisruptionBudget.class)) {
      assertThat(containers(it, budget.getSpec().getSelector().getMatchLabels())).hasSize(1);
    }
    for (NetworkPolicy policy : it.of(NetworkPolicy.class)) {
      List<Container> selected = containers(it, policy.getSpec().getPodSelector().getMatchLabels());
      assertThat(selected).as(policy.getMetadata().getName()).isNotEmpty();
      assertThat(
              policy.getSpec().getIngress().stream()
                  .flatMap(rule -> rule.getPorts().stream())
                  .map(NetworkPolicyPort::getPort)
                  .map(IntOrString::getStrVal)
                  .filter(Objects::nonNull))
          .allSatisfy(name ->
              assertThat(selected)
                  .allSatisfy(container -> assertThat(portNames(container)).contains(name)));
    }
    for (HorizontalPodAutoscaler autoscaler : it.of(HorizontalPodAutoscaler.class)) {
      Deployment scaled =
          it.of(Deployment.class).stream()
              .filter(deployment ->
                  deployment
                      .getMetadata()
                      .getName()
                      .equals(autoscaler.getSpec().getScaleTargetRef().getName()))
              .findFirst()
              .orElseThrow();
      assertThat(scaled.getSpec().getReplicas()).as("the autoscaler says how many").isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/all-in-one", "observability/filebeat"})
  void ofRoles(String directory) {
    Kustomization it = Kustomization.render(directory);
    for (ClusterRoleBinding binding : it.of(ClusterRoleBinding.class)) {
      assertThat(it.has(ClusterRole.class, binding.getRoleRef().getName())).isTrue();
      assertSubjects(it, binding.getSubjects());
    }
    for (RoleBinding binding : it.of(RoleBinding.class)) {
      assertThat(it.has(Role.class, binding.getRoleRef().getName())).isTrue();
      assertSubjects(it, binding.getSubjects());
    }
    Set<String> bound =
        Stream.concat(
                it.of(ClusterRoleBinding.class).stream().flatMap(b -> b.getSubjects().stream()),
                it.of(RoleBinding.class).stream().flatMap(b -> b.getSubjects().stream()))
            .map(Subject::getName)
            .collect(Collectors.toSet());
    assertThat(it.of(ServiceAccount.class))
        .allSatisfy(account -> assertThat(bound).contains(account.getMetadata().getName()));
    for (FlowSchema schema : it.of(FlowSchema.class)) {
      String level = schema.getSpec().getPriorityLevelConfiguration().getName();
      assertThat(level.equals("leader-election") || it.has(PriorityLevelConfiguration.class, level))
          .as(level)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/istio", "overlays/ambient"})
  void ofIstio(String directory) {
    Kustomization it = Kustomization.render(directory);
    for (String kind : List.of("PeerAuthentication", "AuthorizationPolicy")) {
      assertThat(it.ofKind(kind))
          .isNotEmpty()
          .allSatisfy(policy -> assertThat(containers(it, labelsSelectedBy(policy))).isNotEmpty());
    }
    for (GenericKubernetesResource policy : it.ofKind("AuthorizationPolicy")) {
      List<Container> selected = containers(it, labelsSelectedBy(policy));
      texts(policy.get("spec"))
          .filter(text -> text.startsWith("cluster.local/ns/" + NAMESPACE + "/sa/"))
          .map(text -> text.substring(text.lastIndexOf('/') + 1))
          .forEach(account -> assertThat(it.has(ServiceAccount.class, account)).isTrue());
      texts(policy.get("spec"))
          .filter(text -> text.matches("[0-9]+"))
          .map(Integer::valueOf)
          .forEach(port ->
              assertThat(selected)
                  .allSatisfy(container ->
                      assertThat(container.getPorts().stream().map(ContainerPort::getContainerPort))
                          .contains(port)));
    }
    Stream.of("DestinationRule", "VirtualService")
        .flatMap(kind -> it.ofKind(kind).stream())
        .flatMap(rule -> texts(rule.get("spec")))
        .filter(text -> text.endsWith(LOCAL))
        .map(host -> host.substring(0, host.length() - LOCAL.length()))
        .forEach(service -> assertThat(it.has(Service.class, service)).as(service).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/all-in-one", "overlays/istio", "overlays/ambient"})
  void theConfigurationIsTaken(String directory, @TempDir Path files) throws IOException {
    ConfigMap map = Kustomization.render(directory).of(ConfigMap.class).getFirst();
    Path file = files.resolve("fairlead.yaml");
    Files.writeString(file, map.getData().get("fairlead.yaml"));
    StringWriter told = new StringWriter();

    int code =
        Fairlead.execute(
            new String[] {"config", "check", file.toString()},
            new PrintWriter(told),
            new PrintWriter(told));

    assertThat(code).as(told.toString()).isZero();
  }

  @Test
  void ofTheFaultsInsideOfTheJvm() {
    for (GenericKubernetesResource chaos : Kustomization.render("chaos").ofKind("JVMChaos")) {
      @Nullable String type = chaos.get("spec", "class");
      if (type != null) {
        String method = chaos.get("spec", "method");
        assertThatCode(() ->
                assertThat(Class.forName(type).getDeclaredMethods())
                    .anySatisfy(it -> assertThat(it.getName()).isEqualTo(method)))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void ofTheMonitor() {
    GenericKubernetesResource monitor =
        Kustomization.render("observability").ofKind("ServiceMonitor").getFirst();
    Map<String, String> labels =
        Objects.requireNonNull(monitor.get("spec", "selector", "matchLabels"));
    List<Map<String, String>> endpoints = Objects.requireNonNull(monitor.get("spec", "endpoints"));
    assertThat(Kustomization.render("base").of(Service.class))
        .filteredOn(
            service -> service.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
        .singleElement()
        .satisfies(service ->
            assertThat(service.getSpec().getPorts())
                .anySatisfy(
                    it -> assertThat(it.getName()).isEqualTo(endpoints.getFirst().get("port"))));
  }

  private static void assertSubjects(Kustomization it, List<Subject> subjects) {
    assertThat(subjects)
        .isNotEmpty()
        .allSatisfy(subject ->
            assertThat(it.of(ServiceAccount.class))
                .anySatisfy(account -> {
                  assertThat(account.getMetadata().getName()).isEqualTo(subject.getName());
                  assertThat(account.getMetadata().getNamespace())
                      .isEqualTo(subject.getNamespace());
                }));
  }

  private static List<Container> containers(Kustomization it, Map<String, String> selector) {
    return it.of(Deployment.class).stream()
        .map(deployment -> deployment.getSpec().getTemplate())
        .filter(template -> labels(template).entrySet().containsAll(selector.entrySet()))
        .map(template -> template.getSpec().getContainers().getFirst())
        .toList();
  }

  private static Map<String, String> labels(PodTemplateSpec template) {
    return template.getMetadata().getLabels();
  }

  private static Map<String, String> labelsSelectedBy(GenericKubernetesResource policy) {
    return Objects.requireNonNull(policy.get("spec", "selector", "matchLabels"));
  }

  private static List<String> portNames(Container container) {
    return container.getPorts().stream().map(ContainerPort::getName).toList();
  }

  /** Every text in a tree. */
  private static Stream<String> texts(@Nullable Object tree) {
    return switch (tree) {
      case String text -> Stream.of(text);
      case Map<?, ?> map -> map.values().stream().flatMap(ReferencesTest::texts);
      case List<?> list -> list.stream().flatMap(ReferencesTest::texts);
      case null, default -> Stream.empty();
    };
  }
}
