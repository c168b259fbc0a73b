package dev.fairlead.kube.http;

import dev.fairlead.kube.transport.BoundedCall;
import dev.fairlead.protocol.object.Frame;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * The API server behind a fabric8 HTTP client. Calls block: use virtual threads. Thread-safe.
 *
 * <p>Nothing is retried here, except that fabric8 asks for a new token and repeats a call that was
 * answered 401.
 */
public final class ApiServer {

  /** A body that was opened, or why it was not. */
  public sealed interface Opening {

    /** The answer is a success; the bytes are unzipped. */
    record Opened(InputStream bytes) implements Opening {}

    /** The server refused. */
    record Refused(ApiFailure failure) implements Opening {}

    /** No answer: unreachable, silent or broken. */
    record Failed(String cause) implements Opening {}

    /** Closed or interrupted while waiting. */
    record Cancelled() implements Opening {}
  }

  private static final int REFUSAL_BYTES_MAX = 1 << 20;
  private static final int GZIP_BUFFER_BYTES = 16 * 1024;

  private final HttpClient http;
  private final URI base;

  /**
   * An API server.
   *
   * @param http a client whose retries are off
   * @param base the server's address, with the path prefix of a proxy if there is one
   */
  public ApiServer(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /** The server's address. */
  public URI address() {
    return base;
  }

  /**
   * Makes the call and waits for the whole answer.
   *
   * @throws InterruptedException when the caller is interrupted; the call may have been carried out
   */
  public Answer send(ApiRequest request) throws InterruptedException {
    WholeBody body = new WholeBody();
    BoundedCall call = new BoundedCall(Optional.of(request.timeout()), body);
    CompletableFuture<HttpResponse<AsyncBody>> head =
        http.consumeBytes(prepare(request).build(), call);
    try {
      byte[] bytes = head.thenCompose(response -> body.read(response.body())).get();
      HttpResponse<AsyncBody> response = head.resultNow();
      return response.isSuccessful()
          ? new Answer.Success(response.code(), Frame.ofJson(bytes))
          : new Answer.Refusal(ApiFailure.of(response.code(), bytes, retryAfter(response)));
    } catch (InterruptedException interrupt) {
      call.end();
      throw interrupt;
    } catch (ExecutionException failure) {
      return Causes.unsent(failure)
          ? new Answer.Unreachable(Causes.of(failure))
          : new Answer.Unanswered(Causes.of(failure));
    }
  }

  /**
   * Makes the call and starts the stream with its body. The request's timeout is for the head of
   * the answer. Closing the stream from another thread ends also the wait for the head.
   *
   * @param gzip whether the server may zip
   */
  public Opening open(ApiRequest request, boolean gzip, ByteStream raw) {
    HttpRequest.Builder builder = prepare(request).forStreaming();
    if (gzip) {
      builder.setHeader("Accept-Encoding", "gzip");
    }
    CompletableFuture<HttpResponse<AsyncBody>> head =
        http.consumeBytes(builder.build(), raw.call());
    try {
      HttpResponse<AsyncBody> response =
          head.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
      raw.start(response.body());
      boolean zipped = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
      InputStream bytes = zipped ? new GZIPInputStream(raw, GZIP_BUFFER_BYTES) : raw;
      if (response.isSuccessful()) {
        return new Opening.Opened(bytes);
      }
      byte[] refusal = bytes.readNBytes(REFUSAL_BYTES_MAX);
      raw.close();
      return new Opening.Refused(ApiFailure.of(response.code(), refusal, retryAfter(response)));
    } catch (InterruptedException | ByteStream.ClosedException ended) {
      raw.close();
      return new Opening.Cancelled();
    } catch (TimeoutException | ExecutionException | IOException failure) {
      boolean closed = raw.isClosed();
      raw.close();
      return closed ? new Opening.Cancelled() : new Opening.Failed(Causes.of(failure));
    }
  }

  private HttpRequest.Builder prepare(ApiRequest request) {
    String prefix = base.toString();
    HttpRequest.Builder builder =
        http.newHttpRequestBuilder()
            .uri(
                (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix)
                    + request.path());
    builder.setHeader("Accept", request.accept());
    if (!request.contentType().isEmpty() || !request.method().equals("GET")) {
      builder.method(request.method(), request.contentType(), request.body());
    }
    return builder;
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    String seconds = response.header("Retry-After");
    return seconds != null && seconds.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
