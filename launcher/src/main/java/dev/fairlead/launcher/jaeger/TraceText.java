package dev.fairlead.launcher.jaeger;

import dev.fairlead.launcher.jaeger.JaegerTrace.Span;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A trace on a terminal: a line for each span, as a tree, with how long it took, when in the course
 * of the whole, and what came of it. Pure.
 */
public final class TraceText {

  private static final int BAR = 24;
  private static final int NAME_MAX = 64;

  /** How lines are drawn. */
  private enum Pen {
    UNICODE("├─ ", "└─ ", "│  ", '█', '·', "µs"),
    ASCII("|- ", "`- ", "|  ", '#', '.', "us");

    private final String branch;
    private final String last;
    private final String trunk;
    private final char full;
    private final char empty;
    private final String micros;

    Pen(String branch, String last, String trunk, char full, char empty, String micros) {
      this.branch = branch;
      this.last = last;
      this.trunk = trunk;
      this.full = full;
      this.empty = empty;
      this.micros = micros;
    }
  }

  private record Line(String name, Span span) {}

  private final Pen pen;

  /** For a terminal with this charset. */
  public TraceText(Charset terminal) {
    this.pen = terminal.newEncoder().canEncode('├') ? Pen.UNICODE : Pen.ASCII;
  }

  /** The lines of a trace. */
  public List<String> lines(JaegerTrace trace) {
    List<Line> lines = new ArrayList<>();
    trace.roots().forEach(root -> add(lines, root, "", ""));
    long start = lines.stream().mapToLong(line -> line.span().startMicros()).min().orElse(0);
    long end =
        lines.stream()
            .mapToLong(line -> line.span().startMicros() + line.span().micros())
            .max()
            .orElse(0);
    int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    return lines.stream().map(line -> text(line, width, start, Math.max(end, start + 1))).toList();
  }

  private void add(List<Line> lines, Span span, String before, String beforeChildren) {
    String name = before + span.name();
    lines.add(
        new Line(name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX - 3) + "...", span));
    for (int i = 0; i < span.children().size(); i++) {
      boolean last = i == span.children().size() - 1;
      add(
          lines,
          span.children().get(i),
          beforeChildren + (last ? pen.last : pen.branch),
          beforeChildren + (last ? "   " : pen.trunk));
    }
  }

  private String text(Line line, int width, long start, long end) {
    return "%s  %9s  %s  %s"
        .formatted(
            line.name() + " ".repeat(width - line.name().length()),
            took(line.span().micros()),
            bar(line.span(), start, end),
            facts(line.span()))
        .stripTrailing();
  }

  private String bar(Span span, long start, long end) {
    long whole = end - start;
    int from = (int) Math.min((span.startMicros() - start) * BAR / whole, BAR - 1);
    int length = (int) Math.max(span.micros() * BAR / whole, 1);
    StringBuilder bar = new StringBuilder();
    for (int i = 0; i < BAR; i++) {
      bar.append(i >= from && i < from + length ? pen.full : pen.empty);
    }
    return bar.toString();
  }

  private String took(long micros) {
    return micros < 1_000
        ? micros + " " + pen.micros
        : micros < 1_000_000
            ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
            : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
  }

  /** What people look for first. */
  private static String facts(Span span) {
    StringJoiner facts = new StringJoiner("  ");
    add(facts, span.tag("http.response.status_code"));
    if (span.tag("span.kind").equals("client")) {
      add(facts, object(span));
    }
    add(facts, span.tag("fairlead.answer"));
    add(facts, span.tag("fairlead.outcome"));
    if (!span.links().isEmpty()) {
      facts.add(
          "linked to " + span.links().size() + (span.links().size() == 1 ? " trace" : " traces"));
    }
    span.error().ifPresent(error -> facts.add("ERROR " + error.replaceAll("\\s*\\R\\s*", " ")));
    return facts.toString();
  }

  private static String object(Span span) {
    String namespace = span.tag("k8s.namespace.name");
    return (namespace.isEmpty() ? "" : namespace + "/") + span.tag("k8s.object.name");
  }

  private static void add(StringJoiner facts, String fact) {
    if (!fact.isEmpty()) {
      facts.add(fact);
    }
  }
}
