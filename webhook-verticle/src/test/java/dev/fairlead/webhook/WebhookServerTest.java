package dev.fairlead.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import dev.fairlead.sdk.webhook.Webhooks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server, over TLS, without an API server. */
class WebhookServerTest {

  private static final String VALIDATE = "/validate-sea-example-com-v2-buoy";
  private static final String REVIEW =
      """
      {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
      "operation":"CREATE","kind":{"group":"sea.example.com","version":"v2","kind":"Buoy"},
      "object":{"spec":{"heightMillimetres":900,"colour":"red"}},"userInfo":{}}}\
      """;

  /** Where a certificate is looked at every second, and CI has little time for it. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final TestCertificate FIRST = TestCertificate.create();
  private static final TestCertificate SECOND = TestCertificate.create();

  @TempDir private Path directory;

  @Test
  void whatIsNoQuestionIsRefusedInOneLine() throws IOException {
    try (Served served = Served.start(BuoyFunctions.all(), FIRST.in(directory))) {
      HttpClient client = Served.client(FIRST);
      assertThat(served.send(client, served.post(VALIDATE, REVIEW)).body())
          .contains("\"allowed\":true");
      expect(served, client, served.post("/validate", REVIEW), 404, "there are /convert, /mutate-");
      expect(served, client, served.post(VALIDATE, "{"), 400, "the body is no JSON: ");
      expect(served, client, served.post(VALIDATE, REVIEW).GET(), 405, "takes POST");
      expect(
          served,
          client,
          served.post(VALIDATE, REVIEW).setHeader("Content-Type", "text/yaml"),
          415,
          "takes application/json");
      expect(
          served,
          client,
          served.post(VALIDATE, " ".repeat((7 << 20) + 1)),
          413,
          "larger than 7 MiB");
      assertThat(served.metrics())
          .contains(
              "controller_runtime_webhook_requests_total{code=\"400\",webhook=\"" + VALIDATE,
              "controller_runtime_webhook_requests_in_flight{webhook=\"" + VALIDATE + "\"} 0",
              "controller_runtime_webhook_latency_seconds_count{webhook=\"" + VALIDATE + "\"} 3");
    }
  }

  private static void expect(
      Served served, HttpClient client, HttpRequest.Builder request, int code, String why)
      throws IOException {
    HttpResponse<String> answer = served.send(client, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
    assertThat(answer.body()).contains(why).hasLineCount(1);
  }

  /** Waits to be interrupted. */
  static final class Sleeper implements Validator<Buoy> {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch may = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public Verdict validate(Review<Buoy> review) throws InterruptedException {
      asked.countDown();
      try {
        may.await();
        return Verdict.allowed();
      } catch (InterruptedException late) {
        interrupted.countDown();
        throw late;
      }
    }
  }

  @Test
  void aFunctionThatTakesTooLongIsInterruptedBeforeTheApiServerGivesUp() throws Exception {
    Sleeper sleeper = new Sleeper();
    try (Served served = Served.start(Webhooks.of(List.of(sleeper)), FIRST.in(directory))) {
      expect(
          served,
          Served.client(FIRST),
          served.post(VALIDATE + "?timeout=1s", REVIEW),
          504,
          "did not answer within 900 ms");
      assertThat(sleeper.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatIsUnderWayIsAnsweredWhenTheProcessStops() throws Exception {
    Sleeper sleeper = new Sleeper();
    try (Served served = Served.start(Webhooks.of(List.of(sleeper)), FIRST.in(directory))) {
      CompletableFuture<HttpResponse<String>> answer =
          Served.client(FIRST)
              .sendAsync(
                  served.post(VALIDATE, REVIEW).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(sleeper.asked.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> stopped = served.stop();
      await()
          .untilAsserted(() ->
              assertThatThrownBy(
                      () -> served.send(Served.client(FIRST), served.post(VALIDATE, REVIEW)))
                  .isInstanceOf(IOException.class));
      sleeper.may.countDown();
      assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("\"allowed\":true");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aNewCertificateIsTakenAndNoRequestFails() throws Exception {
    try (Served served = Served.start(BuoyFunctions.all(), FIRST.in(directory))) {
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Integer> busy =
          CompletableFuture.supplyAsync(() -> askUntil(served, enough));
      SECOND.in(directory);
      awaitServedWith(served, SECOND);
      enough.set(true);
      assertThat(busy.get(30, TimeUnit.SECONDS)).isPositive();
    }
  }

  private static int askUntil(Served served, AtomicBoolean enough) {
    HttpClient client = Served.client(FIRST);
    int asked = 0;
    try {
      while (!enough.get()) {
        assertThat(served.send(client, served.post(VALIDATE, REVIEW)).statusCode()).isEqualTo(200);
        asked++;
      }
    } catch (IOException failed) {
      throw new AssertionError("after " + asked, failed);
    }
    return asked;
  }

  @Test
  void whatCannotBeUsedLeavesTheOldCertificateInForce() throws Exception {
    TestCertificate expired = TestCertificate.create("-3d", 1);
    try (Served served = Served.start(BuoyFunctions.all(), FIRST.in(directory));
        Heard heard = Heard.of(CertificateWatch.class)) {
      TestCertificate.write(directory.resolve("tls.key"), SECOND.key());
      heard.await("is not that of the certificate in");
      TestCertificate.write(directory.resolve("tls.crt"), "nothing");
      heard.await("are no certificate and key in PEM");
      expired.in(directory);
      heard.await("it has expired at");
      awaitServedWith(served, FIRST);
      SECOND.in(directory);
      awaitServedWith(served, SECOND);
    }
  }

  private static void awaitServedWith(Served served, TestCertificate certificate) {
    await()
        .atMost(A_MINUTE)
        .ignoreExceptionsInstanceOf(SSLException.class)
        .until(() ->
            served.send(Served.client(certificate), served.post(VALIDATE, REVIEW)).statusCode()
                == 200);
  }

  @Test
  void withoutACertificateItDoesNotStartAndSaysWhatIsMissing() {
    assertThatThrownBy(() -> Served.start(BuoyFunctions.all(), directory))
        .hasMessageContaining("webhooks cannot be served: ")
        .hasMessageContaining("tls.crt cannot be read: no such file");
  }
}
