package dev.fairlead.kube.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.ByteStream;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to the connection when a call does not end by itself. */
@Timeout(20)
class TransportTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
  private ServerSocket listener;
  private HttpClient http;
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    String address = "http://127.0.0.1:" + listener.getLocalPort();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address)
            .withRequestRetryBackoffLimit(0)
            .build();
    http = new VertxTransport().newBuilder(config).build();
    server = new ApiServer(http, URI.create(address));
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        accepted.add(listener.accept());
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** The next connection, with its request read. */
  private Socket request() throws Exception {
    Socket connection = accepted.poll(10, TimeUnit.SECONDS);
    assertThat(connection).isNotNull();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) connection.getInputStream().read());
    }
    return connection;
  }

  private static void answer(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
  }

  private static void isClosedByTheClient(Socket connection) throws IOException {
    assertThat(connection.getInputStream().read()).isEqualTo(-1);
  }

  private CompletableFuture<Answer> sent(Duration limit) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(server.send(ApiRequest.get("/", limit)));
          } catch (InterruptedException interrupted) {
            answer.cancel(false);
          }
        });
    return answer;
  }

  @Test
  void aCallThatIsNotAnsweredInTimeIsGivenUpWithItsConnection() throws Exception {
    CompletableFuture<Answer> answer = sent(SHORT);
    Socket connection = request();
    assertThat(answer.get()).isEqualTo(new Answer.Unanswered("no answer in time"));
    isClosedByTheClient(connection);
  }

  @Test
  void theTimeIsForTheWholeAnswer() throws Exception {
    CompletableFuture<Answer> answer = sent(SHORT);
    Socket connection = request();
    answer(connection, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}");
    assertThat(answer.get()).isEqualTo(new Answer.Unanswered("no answer in time"));
    isClosedByTheClient(connection);
  }

  @Test
  void aConnectionThatBreaksLeavesACallUnanswered() throws Exception {
    CompletableFuture<Answer> answer = sent(LONG);
    request().close();
    assertThat(answer.get()).isEqualTo(new Answer.Unanswered("the server closed the connection"));
  }

  @Test
  void anInterruptEndsTheCall() throws Exception {
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          caller.complete(Thread.currentThread());
          try {
            server.send(ApiRequest.get("/", LONG));
            interrupted.complete(false);
          } catch (InterruptedException expected) {
            interrupted.complete(true);
          }
        });
    Socket connection = request();
    caller.get().interrupt();
    assertThat(interrupted.get()).isTrue();
    isClosedByTheClient(connection);
  }

  @Test
  void aStreamIsClosedWhileItsHeadIsAwaited() throws Exception {
    ByteStream stream = new ByteStream(LONG);
    CompletableFuture<ApiServer.Opening> opening =
        CompletableFuture.supplyAsync(() -> server.open(ApiRequest.get("/", LONG), false, stream));
    Socket connection = request();
    stream.close();
    assertThat(opening.get()).isInstanceOf(ApiServer.Opening.Cancelled.class);
    isClosedByTheClient(connection);
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    CompletableFuture<Answer> first = sent(LONG);
    Socket connection = request();
    answer(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(first.get()).isInstanceOf(Answer.Success.class);
    CompletableFuture<Answer> second = sent(LONG);
    accepted.add(connection);
    request();
    answer(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    assertThat(second.get()).isInstanceOf(Answer.Refusal.class);
  }

  @Test
  void closingTheClientEndsItsCalls() throws Exception {
    CompletableFuture<Answer> answer = sent(LONG);
    Socket connection = request();
    http.close();
    assertThat(answer.get()).isInstanceOf(Answer.Unanswered.class);
    isClosedByTheClient(connection);
    assertThat(sent(LONG).get()).isInstanceOf(Answer.Unanswered.class);
  }
}
