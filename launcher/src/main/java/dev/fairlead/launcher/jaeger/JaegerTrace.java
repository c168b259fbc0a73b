package dev.fairlead.launcher.jaeger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One trace as Jaeger tells it: its spans as trees, the earliest first. A span whose parent is not
 * there, such as the caller's own, begins a tree.
 */
public record JaegerTrace(List<Span> roots) {

  /** Another span that one is linked to. */
  public record Link(String traceId, String spanId) {}

  /**
   * A span.
   *
   * @param process the {@code service.instance.id} of the process that tells of it
   * @param tags its attributes, and {@code span.kind}, {@code otel.status_code} and the like
   * @param startMicros since 1970
   */
  public record Span(
      String id,
      String name,
      String process,
      long startMicros,
      long micros,
      Map<String, String> tags,
      List<Link> links,
      List<Span> children) {

    /** How long it took. */
    public Duration took() {
      return Duration.ofNanos(micros * 1_000);
    }

    /** What went wrong; empty if nothing did. */
    public Optional<String> error() {
      return "true".equals(tags.get("error"))
          ? Optional.of(tags.getOrDefault("otel.status_description", "failed"))
          : Optional.empty();
    }

    /** What it says of something; empty if nothing. */
    public String tag(String name) {
      return tags.getOrDefault(name, "");
    }
  }

  /** All spans, each before those below it. */
  public List<Span> spans() {
    List<Span> all = new ArrayList<>();
    roots.forEach(root -> add(all, root));
    return all;
  }

  private static void add(List<Span> all, Span span) {
    all.add(span);
    span.children().forEach(child -> add(all, child));
  }

  /** Reads what Jaeger says of one trace. */
  public static JaegerTrace of(JsonNode trace) {
    Map<String, List<JsonNode>> below = new HashMap<>();
    List<String> known = new ArrayList<>();
    trace.path("spans").forEach(span -> known.add(span.path("spanID").asText()));
    for (JsonNode span : trace.path("spans")) {
      String parent = parent(span).filter(known::contains).orElse("");
      below.computeIfAbsent(parent, none -> new ArrayList<>()).add(span);
    }
    return new JaegerTrace(spans("", below, trace.path("processes")));
  }

  private static List<Span> spans(
      String parent, Map<String, List<JsonNode>> below, JsonNode processes) {
    return below.getOrDefault(parent, List.of()).stream()
        .map(span -> span(span, below, processes))
        .sorted(Comparator.comparingLong(Span::startMicros))
        .toList();
  }

  private static Span span(JsonNode span, Map<String, List<JsonNode>> below, JsonNode processes) {
    String id = span.path("spanID").asText();
    JsonNode process = processes.path(span.path("processID").asText());
    return new Span(
        id,
        span.path("operationName").asText(),
        tags(process).getOrDefault("service.instance.id", process.path("serviceName").asText()),
        span.path("startTime").asLong(),
        span.path("duration").asLong(),
        tags(span),
        links(span),
        spans(id, below, processes));
  }

  private static Map<String, String> tags(JsonNode of) {
    return each(of.path("tags"))
        .collect(
            Collectors.toMap(
                tag -> tag.path("key").asText(),
                tag -> tag.path("value").asText(),
                (one, other) -> one));
  }

  private static Optional<String> parent(JsonNode span) {
    return each(span.path("references"))
        .filter(reference -> reference.path("refType").asText().equals("CHILD_OF"))
        .map(reference -> reference.path("spanID").asText())
        .findFirst();
  }

  private static List<Link> links(JsonNode span) {
    return each(span.path("references"))
        .filter(reference -> reference.path("refType").asText().equals("FOLLOWS_FROM"))
        .map(reference ->
            new Link(reference.path("traceID").asText(), reference.path("spanID").asText()))
        .toList();
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
