package dev.fairlead.sandbox.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An open watch whose events are counted; what they say is the recorder's to note. */
final class WatchStream implements ScriptedScenario.Ongoing {

  private final InputStream stream;
  private final AtomicInteger events = new AtomicInteger();

  private WatchStream(InputStream stream) {
    this.stream = stream;
  }

  /** Opens one and returns when the server has accepted or refused it. */
  static WatchStream open(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    WatchStream watch = new WatchStream(answer.body());
    Thread.startVirtualThread(watch::read);
    return watch;
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      while (reader.readLine() != null) {
        events.incrementAndGet();
      }
    } catch (IOException ended) {
      // Closed from here, or by the server: what came has been counted.
    }
  }

  @Override
  public int count() {
    return events.get();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
