package dev.fairlead.examples.fromgo;

import dev.fairlead.sdk.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;

/** What a reconciler does with its context. */
final class Fetching {

  private final HttpClient http;

  Fetching(HttpClient http) {
    this.http = http;
  }

  /** A call that ends with the attempt, and belongs to its trace. */
  String fetch(URI source, Context context) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(source) // http.NewRequestWithContext(ctx, …)
            .timeout(Duration.between(context.now(), context.deadline())) // ctx.Deadline()
            .header("traceparent", context.traceparent()) // otelhttp.NewTransport
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** Work that never blocks asks by itself whether to go on. */
  static long checksum(List<byte[]> blocks, Context context) {
    CRC32 sum = new CRC32();
    for (byte[] block : blocks) {
      context.checkCancelled(); // if err := ctx.Err(); err != nil { return err }
      sum.update(block);
    }
    return sum.getValue();
  }
}
