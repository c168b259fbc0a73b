package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.acceptance.pods.Authority;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.launcher.Fairlead;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.process.FairleadProcess;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.sdk.webhook.Webhooks;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real API server takes what {@code manifests} writes for webhooks, and asks them as it says: by
 * the name of the Service, which it looks up in the EndpointSlice that Kubernetes would keep.
 */
@RealControlPlane(exclusive = true, apiServerFlags = "--enable-aggregator-routing=true")
class GeneratedWebhooksIT {

  private static final String V1 = "v1";
  private static final String V2 = "v2";

  @TempDir private Path directory;

  private final KubernetesClient client;
  private final Authority authority;

  GeneratedWebhooksIT(ControlPlane plane, @TempDir Path keys) throws IOException {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
            .build();
    authority = new Authority(keys);
  }

  @BeforeEach
  void standInForCertManager() {
    for (String kind : List.of("Issuer", "Certificate")) {
      apply(definition(kind));
    }
  }

  @AfterEach
  void takeAway() {
    client.admissionRegistration().v1().mutatingWebhookConfigurations().delete();
    client.admissionRegistration().v1().validatingWebhookConfigurations().delete();
    client.close();
  }

  @Test
  void withCertManager() throws Exception {
    generate("--layout", "roles", "--name", "river");
    makeNamespace("fairlead-system");
    makeNamespace("bank");
    Authority.Identity identity = authority.issueFor(nameInTheCertificate());
    applyAll(identity.authority());

    try (FairleadProcess process = serve(identity)) {
      answer("fairlead-system", "river-webhook", process);
      awaitAsked("bank");

      assertThat(refused(V2, "bank", "low", Map.of("logs", 1)))
          .isEqualTo(
              "admission webhook \"validate.rafts.v2.river.example.com\" denied the request:"
                  + " Raft.river.example.com \"low\" is invalid: spec.logs: Invalid value: 1: it sinks");
      assertThat(spec(create(V2, "bank", "plain", Map.of("logs", 4))))
          .containsEntry("rope", "hemp");
      create(V1, "bank", "old", Map.of("trees", 3));
      assertThat(spec(rafts(V2, "bank", "old"))).containsEntry("logs", 6);
      assertThat(spec(rafts(V1, "bank", "plain"))).containsEntry("trees", 2);
      assertThat(tangle("bank")).contains("denied the request: it is tangled");
      assertThat(tangle("fairlead-system")).as("where it runs nobody is asked").isEmpty();
    }
    assertThat(refused(V2, "bank", "unasked", Map.of("logs", 4)))
        .as("without it nothing passes")
        .contains("failed calling webhook");
  }

  @Test
  void withASecretOfSomebodyElsesForOneNamespace() throws Exception {
    Authority.Identity identity = authority.issueFor("fairlead-webhook.bay.svc");
    Path bundle = Files.writeString(directory.resolve("ca.crt"), identity.authority());
    String said =
        generate(
            "--namespace", "bay", "--certificates", "secret", "--ca-bundle", bundle.toString());
    makeNamespace("bay");
    makeNamespace("elsewhere");
    applyAll(null);

    try (FairleadProcess process = serve(identity)) {
      answer("bay", "fairlead-webhook", process);
      awaitAsked("bay");

      assertThat(refused(V2, "bay", "low", Map.of("logs", 1))).contains("it sinks");
      create(V2, "elsewhere", "low", Map.of("logs", 1));
    }
    assertThat(said).contains("warning: webhooks are asked about the configmaps of the namespace");
  }

  private String generate(String... options) {
    StringWriter err = new StringWriter();
    String[] arguments =
        Stream.concat(
                Stream.of("manifests", "--output", directory.resolve("manifests").toString()),
                Stream.of(options))
            .toArray(String[]::new);
    int code =
        Fairlead.execute(
            arguments,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            RaftFunctions.all());
    assertThat(code).as(err.toString()).isZero();
    return err.toString();
  }

  private List<HasMetadata> generated() throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("manifests").resolve("kustomize"))) {
      for (Path file : files.filter(it -> !it.endsWith("kustomization.yaml")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          objects.addAll(client.load(in).items());
        }
      }
    }
    // Last, as kubectl and Helm have it: from then on somebody is asked.
    objects.sort(Comparator.comparing(it -> it.getKind().endsWith("WebhookConfiguration")));
    return objects;
  }

  /** What cert-manager would issue. */
  private String nameInTheCertificate() throws IOException {
    GenericKubernetesResource certificate =
        generated().stream()
            .filter(it -> it.getKind().equals("Certificate"))
            .map(GenericKubernetesResource.class::cast)
            .filter(it -> "river-webhook-tls".equals(it.get("spec", "secretName")))
            .findFirst()
            .orElseThrow();
    List<String> names = certificate.get("spec", "dnsNames");
    return String.valueOf(names).replaceAll("[\\[\\]]", "");
  }

  /**
   * Applies everything.
   *
   * @param injected what cert-manager fills in where it is asked to, if it is asked
   */
  private void applyAll(@Nullable String injected) throws IOException {
    for (HasMetadata object : generated()) {
      boolean asked =
          object.getMetadata().getAnnotations() != null
              && object
                  .getMetadata()
                  .getAnnotations()
                  .containsKey("cert-manager.io/inject-ca-from");
      apply(object);
      if (asked && injected != null) {
        inject(
            object,
            Base64.getEncoder().encodeToString(injected.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> client.genericKubernetesResources(context(V2)).inAnyNamespace().list() != null);
  }

  private void inject(HasMetadata object, String bundle) {
    switch (object) {
      case MutatingWebhookConfiguration it ->
          client
              .resource(it)
              .edit(now -> {
                now.getWebhooks().forEach(each -> each.getClientConfig().setCaBundle(bundle));
                return now;
              });
      case ValidatingWebhookConfiguration it ->
          client
              .resource(it)
              .edit(now -> {
                now.getWebhooks().forEach(each -> each.getClientConfig().setCaBundle(bundle));
                return now;
              });
      case CustomResourceDefinition it ->
          client
              .resource(it)
              .edit(now -> {
                now.getSpec().getConversion().getWebhook().getClientConfig().setCaBundle(bundle);
                return now;
              });
      default -> throw new IllegalStateException(object.getKind());
    }
  }

  /** The process of the Deployment, with the Secret as it is mounted there. */
  private FairleadProcess serve(Authority.Identity identity) throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("certificate"));
    Files.writeString(mounted.resolve("tls.crt"), identity.certificate());
    Files.writeString(mounted.resolve("tls.key"), identity.key());
    return FairleadProcess.start(
        new ProcessSettings(
            "test",
            Configuration.DEFAULTS.withWebhooks(mounted),
            OptionalInt.empty(),
            /* installCrds= */ false,
            /* samples= */ false,
            Set.of(Role.WEBHOOK),
            MeshSettings.ALONE),
        List.of(),
        Webhooks.of(Arrays.asList(RaftFunctions.all())));
  }

  /** Where the Service leads, as Kubernetes writes it down for its Pods. */
  private void answer(String namespace, String service, FairleadProcess process)
      throws IOException {
    Optional<String> host = ownAddress();
    assumeThat(host).as("this machine has no address but loopback").isPresent();
    apply(
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(service)
            .withNamespace(namespace)
            .addToLabels("kubernetes.io/service-name", service)
            .endMetadata()
            .withAddressType("IPv4")
            .addNewEndpoint()
            .withAddresses(host.orElseThrow())
            .withNewConditions()
            .withReady(true)
            .endConditions()
            .endEndpoint()
            .addNewPort()
            .withName("https-webhook")
            .withPort(process.webhookPort().orElseThrow())
            .withProtocol("TCP")
            .endPort()
            .build());
  }

  /** The API server takes loopback for no endpoint. */
  private static Optional<String> ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(
            it -> it instanceof Inet4Address && !it.isLoopbackAddress() && !it.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .findFirst();
  }

  /** A configuration is known to the API server a moment after it is there. */
  private void awaitAsked(String namespace) {
    eventually()
        .until(() -> refused(V2, namespace, "probe", Map.of("logs", 0)).contains("it sinks"));
    eventually().until(() -> tangle(namespace).contains("it is tangled"));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
  }

  private GenericKubernetesResource create(
      String version, String namespace, String name, Map<String, Object> spec) {
    GenericKubernetesResource raft = new GenericKubernetesResource();
    raft.setApiVersion("river.example.com/" + version);
    raft.setKind("Raft");
    raft.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    raft.setAdditionalProperties(Map.of("spec", spec));
    return client.resource(raft).create();
  }

  private GenericKubernetesResource rafts(String version, String namespace, String name) {
    return client
        .genericKubernetesResources(context(version))
        .inNamespace(namespace)
        .withName(name)
        .require();
  }

  private String refused(String version, String namespace, String name, Map<String, Object> spec) {
    try {
      create(version, namespace, name, spec);
      client
          .genericKubernetesResources(context(version))
          .inNamespace(namespace)
          .withName(name)
          .delete();
      return "";
    } catch (KubernetesClientException refused) {
      return refused.getStatus() == null
          ? String.valueOf(refused.getMessage())
          : refused.getStatus().getMessage();
    }
  }

  /** What is said against a ConfigMap. */
  private String tangle(String namespace) {
    try {
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("tangled")
                  .withNamespace(namespace)
                  .endMetadata()
                  .build())
          .dryRun()
          .create();
      return "";
    } catch (KubernetesClientException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static Map<String, Object> spec(GenericKubernetesResource raft) {
    return raft.get("spec");
  }

  private static ResourceDefinitionContext context(String version) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("river.example.com")
        .withVersion(version)
        .withPlural("rafts")
        .withKind("Raft")
        .withNamespaced(true)
        .build();
  }

  private void makeNamespace(String name) {
    apply(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
  }

  private void apply(HasMetadata object) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsMatching(
            e -> e instanceof KubernetesClientException refused && refused.getCode() == 404)
        .until(() -> client.resource(object).forceConflicts().serverSideApply() != null);
  }

  /** cert-manager's kinds, without their schema: its CRDs are its own. */
  private static CustomResourceDefinition definition(String kind) {
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    return new CustomResourceDefinitionBuilder()
        .withNewMetadata()
        .withName(plural + ".cert-manager.io")
        .endMetadata()
        .withNewSpec()
        .withGroup("cert-manager.io")
        .withScope("Namespaced")
        .withNewNames()
        .withKind(kind)
        .withPlural(plural)
        .endNames()
        .addNewVersion()
        .withName("v1")
        .withServed(true)
        .withStorage(true)
        .withNewSchema()
        .withNewOpenAPIV3Schema()
        .withType("object")
        .withXKubernetesPreserveUnknownFields(true)
        .endOpenAPIV3Schema()
        .endSchema()
        .endVersion()
        .endSpec()
        .build();
  }
}
