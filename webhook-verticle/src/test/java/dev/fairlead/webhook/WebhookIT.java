package dev.fairlead.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import dev.fairlead.sdk.webhook.WebhookAddress;
import dev.fairlead.sdk.webhook.WebhookManifests;
import dev.fairlead.sdk.webhook.Webhooks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real API server asks the functions, as the generated configurations tell it to. */
@RealControlPlane
@TestInstance(Lifecycle.PER_CLASS)
class WebhookIT {

  private static final String V1 = "/apis/sea.example.com/v1/namespaces/default/buoys";
  private static final String V2 = "/apis/sea.example.com/v2/namespaces/default/buoys";
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static final TestCertificate FIRST = TestCertificate.create();
  private static final TestCertificate SECOND = TestCertificate.create();

  @TempDir private static Path directory;

  private final Api api;

  @SuppressWarnings("NullAway.Init")
  private Served served;

  WebhookIT(ControlPlane plane) throws IOException {
    api = new Api(plane);
  }

  @BeforeAll
  void serve() throws IOException {
    Webhooks webhooks = BuoyFunctions.all();
    served = Served.start(webhooks, FIRST.in(directory));
    WebhookAddress address = at(served.at(""));
    for (HasMetadata definition :
        WebhookManifests.converted(Crds.of(webhooks.convertedTypes()), webhooks, address)) {
      created(api.create(definition, DEFINITIONS));
    }
    configure(webhooks, address);
    eventually()
        .until(() -> {
          Api.Answer answer = create(V2 + "?dryRun=All", "probe", "{'heightMillimetres':1}");
          return answer.message().contains("denied the request");
        });
  }

  @AfterAll
  void end() {
    served.close();
  }

  private static WebhookAddress at(URI base) {
    return new WebhookAddress(
        new WebhookAddress.Url(base),
        Optional.of(FIRST.certificate() + SECOND.certificate()),
        Optional.empty());
  }

  private void configure(Webhooks webhooks, WebhookAddress address) throws IOException {
    for (HasMetadata each : WebhookManifests.configurations(webhooks, address)) {
      created(
          api.create(
              each,
              "/apis/admissionregistration.k8s.io/v1/%ss"
                  .formatted(each.getKind().toLowerCase(Locale.ROOT))));
    }
  }

  private static void created(Api.Answer answer) {
    assertThat(answer.code()).as(answer.message()).isEqualTo(201);
  }

  private Api.Answer create(String path, String name, String spec) throws IOException {
    String version = path.contains("/v1/") ? "v1" : "v2";
    return api.send(
        "POST",
        path,
        "{'apiVersion':'sea.example.com/%s','kind':'Buoy','metadata':{'name':'%s'},'spec':%s}"
            .formatted(version, name, spec));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  @Test
  void whatIsInvalidIsDeniedFieldByField() throws IOException {
    Api.Answer answer = create(V2, "low", "{'heightMillimetres':1,'colour':'blue'}");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.body().path("reason").asText()).isEqualTo("Invalid");
    assertThat(answer.message())
        .isEqualTo(
            "admission webhook \"validate.buoys.v2.sea.example.com\" denied the request:"
                + " Buoy.sea.example.com \"low\" is invalid: [spec.heightMillimetres: Invalid value:"
                + " 1: must be 500 or more, spec.colour: Unsupported value: \"blue\": supported"
                + " values: \"red\", \"green\"]");
    JsonNode causes = answer.body().at("/details/causes");
    assertThat(causes.findValuesAsText("field"))
        .containsExactly("spec.heightMillimetres", "spec.colour");
    assertThat(causes.findValuesAsText("reason"))
        .containsExactly("FieldValueInvalid", "FieldValueNotSupported");
  }

  @Test
  void whatIsLeftOutIsFilledInAndWarningsAreShown() throws IOException {
    Api.Answer answer = create(V2, "plain", "{'heightMillimetres':900}");
    created(answer);
    assertThat(answer.body().at("/spec/colour").asText()).isEqualTo("red");
    assertThat(answer.warnings()).containsExactly("299 - \"without a lamp it is not seen\"");
  }

  @Test
  void updatesAndDeletesAreReviewed() throws IOException {
    created(create(V2, "lighthouse", "{'heightMillimetres':9000,'lamps':[]}"));
    Api.Answer painted = api.send("PATCH", V2 + "/lighthouse", "{'spec':{'colour':'green'}}");
    assertThat(painted.code()).isEqualTo(422);
    assertThat(painted.message()).endsWith("spec.colour: Forbidden: a buoy keeps its colour");
    Api.Answer raised =
        api.send("PATCH", V2 + "/lighthouse", "{'spec':{'heightMillimetres':9500}}");
    assertThat(raised.code()).as(raised.message()).isEqualTo(200);
    Api.Answer deleted = api.send("DELETE", V2 + "/lighthouse", "");
    assertThat(deleted.code()).isEqualTo(403);
    assertThat(deleted.message())
        .isEqualTo(
            "admission webhook \"validate.buoys.v2.sea.example.com\" denied the request: the"
                + " lighthouse stays");
  }

  @Test
  void aFunctionThatThrowsDeniesAndIsNamed() throws IOException {
    Api.Answer answer = create(V2, "odd", "{'heightMillimetres':900,'colour':'octarine'}");
    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.message())
        .endsWith(
            "denied the request: dev.fairlead.webhook.BuoyFunctions$Harbourmaster failed:"
                + " IllegalStateException: nobody has seen octarine");
  }

  @Test
  void everyVersionReadsWhatAnotherHasWritten() throws IOException {
    created(create(V1, "metric", "{'heightMetres':2}"));
    JsonNode v2 = api.send("GET", V2 + "/metric", "").body();
    assertThat(v2.at("/spec/heightMillimetres").asInt()).isEqualTo(2000);
    assertThat(v2.at("/spec/colour").asText()).isEqualTo("red");
    Api.Answer raised = api.send("PATCH", V2 + "/metric", "{'spec':{'heightMillimetres':2750}}");
    assertThat(raised.code()).as(raised.message()).isEqualTo(200);
    JsonNode v1 = api.send("GET", V1 + "/metric", "").body();
    assertThat(v1.at("/spec/heightMetres").asInt()).isEqualTo(2);
    assertThat(v1.at("/metadata/uid")).isEqualTo(v2.at("/metadata/uid"));
    Api.Answer labelled =
        api.send("PATCH", V1 + "/metric", "{'metadata':{'labels':{'seen':'yes'}}}");
    assertThat(labelled.code()).as(labelled.message()).isEqualTo(200);
    JsonNode again = api.send("GET", V2 + "/metric", "").body();
    assertThat(again.at("/spec")).isEqualTo(raised.body().at("/spec"));
    assertThat(again.at("/metadata/labels/seen").asText()).isEqualTo("yes");
    assertThat(again.at("/metadata/annotations").size()).isZero();
    assertThat(api.send("GET", V1, "").body().path("items").findValuesAsText("apiVersion"))
        .contains("sea.example.com/v1");
  }

  @Test
  void noRequestFailsWhileTheCertificateChanges() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Integer> busy = CompletableFuture.supplyAsync(() -> createUntil(enough));
    SECOND.in(directory);
    try (Heard heard = Heard.of(CertificateWatch.class)) {
      heard.await("are served with the new certificate");
    }
    enough.set(true);
    assertThat(busy.get(30, TimeUnit.SECONDS)).isPositive();
  }

  private int createUntil(AtomicBoolean enough) {
    int asked = 0;
    try {
      while (!enough.get()) {
        created(create(V2 + "?dryRun=All", "dry", "{'heightMillimetres':900}"));
        asked++;
      }
      return asked;
    } catch (IOException failed) {
      throw new AssertionError("after " + asked, failed);
    }
  }

  /** Never asked. */
  static final class Absent implements Validator<Lease> {

    @Override
    public Verdict validate(Review<Lease> review) {
      return Verdict.allowed();
    }
  }

  @Test
  void whileNobodyAnswersNothingPasses() throws IOException {
    String configurations = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    HasMetadata absent =
        WebhookManifests.configurations(
                Webhooks.of(List.of(new Absent())), at(URI.create("https://127.0.0.1:1")))
            .getFirst();
    absent.getMetadata().setName("absent");
    created(api.create(absent, configurations));
    String lease = "{'metadata':{'name':'nobody-looked'}}";
    eventually()
        .untilAsserted(() -> {
          Api.Answer answer = api.send("POST", LEASES + "?dryRun=All", lease);
          assertThat(answer.code()).isEqualTo(500);
          assertThat(answer.message())
              .contains("failed calling webhook \"validate.leases.v1.coordination.k8s.io\"")
              .contains("connection refused");
        });
    assertThat(api.send("DELETE", configurations + "/absent", "").code()).isEqualTo(200);
  }
}
