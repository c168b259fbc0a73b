package dev.fairlead.kube.stream;

import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.ByteStream;
import dev.fairlead.kube.http.ResourcePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The calls of one stream, one at a time, any of which {@link #close} ends from another thread. */
final class StreamCalls implements AutoCloseable {

  /** An open answer, or how the stream ends instead. */
  sealed interface Opened {
    record Bytes(InputStream bytes) implements Opened {}

    record End(StreamEnd end) implements Opened {}
  }

  private static final String METADATA_ONLY = ";g=meta.k8s.io;v=v1," + ApiRequest.JSON;

  private final ApiServer server;
  private final StreamLimits limits;
  private final Selection selection;
  private @Nullable ByteStream current;
  private boolean closed;

  StreamCalls(ApiServer server, StreamLimits limits, Selection selection) {
    this.server = server;
    this.limits = limits;
    this.selection = selection;
  }

  Selection selection() {
    return selection;
  }

  StreamLimits limits() {
    return limits;
  }

  /** Opens a list or a watch; every refusal is the end of the stream. */
  Opened open(String verb, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("labelSelector", selection.labelSelector());
    all.put("fieldSelector", selection.fieldSelector());
    String path =
        ResourcePath.query(
            ResourcePath.collection(selection.resource(), selection.namespace()), all);
    boolean list = verb.equals("list");
    ApiRequest request = ApiRequest.get(path, accept(list), limits.head());
    ByteStream raw = new ByteStream(limits.idle());
    if (!hold(raw)) {
      return new Opened.End(new StreamEnd.Cancelled());
    }
    return switch (server.open(request, list, raw)) {
      case ApiServer.Opening.Opened(InputStream bytes) -> new Opened.Bytes(bytes);
      case ApiServer.Opening.Refused(ApiFailure failure) -> new Opened.End(refusal(verb, failure));
      case ApiServer.Opening.Failed(String cause) ->
          new Opened.End(new StreamEnd.Broken(server.address() + ": " + cause));
      case ApiServer.Opening.Cancelled() -> new Opened.End(new StreamEnd.Cancelled());
    };
  }

  /**
   * Watches with these parameters until it ends; how long that may take is among them or random.
   */
  StreamEnd watch(Map<String, String> parameters, StreamHandler handler)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putIfAbsent("timeoutSeconds", Long.toString(watchSeconds()));
    return switch (open("watch", all)) {
      case Opened.End(StreamEnd end) -> end;
      case Opened.Bytes(InputStream bytes) -> read(bytes, handler);
    };
  }

  private StreamEnd read(InputStream bytes, StreamHandler handler)
      throws IOException, InterruptedException {
    LineInput lines = new LineInput(bytes, limits.objectBytesMax());
    WatchDecoder decoder = new WatchDecoder(selection);
    while (true) {
      switch (lines.next()) {
        case LineInput.Line.Text(byte[] line) -> {
          switch (decoder.decode(line)) {
            case WatchDecoder.Decoded.Event(StreamEvent event) -> handler.on(event);
            case WatchDecoder.Decoded.Failure(ApiFailure failure) -> {
              return refusal("watch", failure);
            }
          }
        }
        case LineInput.Line.TooLong() ->
            handler.on(
                new StreamEvent.Undecodable(
                    Optional.empty(),
                    "an event is larger than " + limits.objectBytesMax() + " bytes"));
        case LineInput.Line.End() -> {
          finish();
          return new StreamEnd.Completed();
        }
      }
    }
  }

  private StreamEnd refusal(String verb, ApiFailure failure) {
    return switch (failure.code()) {
      case 403 ->
          new StreamEnd.Forbidden(
              verb, selection.resource(), selection.namespace(), failure.message());
      case 404 -> new StreamEnd.NotServed(selection.resource());
      case 410 -> new StreamEnd.Expired(failure.message());
      default -> new StreamEnd.Refused(failure);
    };
  }

  private String accept(boolean list) {
    if (!selection.metadataOnly()) {
      return ApiRequest.JSON;
    }
    return ApiRequest.JSON + ";as=PartialObjectMetadata" + (list ? "List" : "") + METADATA_ONLY;
  }

  private long watchSeconds() {
    long least = limits.watch().toSeconds();
    return ThreadLocalRandom.current().nextLong(least, 2 * least + 1);
  }

  private synchronized boolean hold(ByteStream raw) {
    current = raw;
    return !closed;
  }

  /** The current answer was read to its end. */
  synchronized void finish() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    finish();
  }
}
