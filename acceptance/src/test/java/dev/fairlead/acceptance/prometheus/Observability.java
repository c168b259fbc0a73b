package dev.fairlead.acceptance.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code k8s/observability} has, and the list of all metrics that are Fairlead's own. */
public final class Observability {

  /** The rules as Prometheus loads them. */
  public static final Path RULES = Path.of("../k8s/observability/rules.yaml");

  private static final Path OPERATOR_RULES = Path.of("../k8s/observability/prometheusrule.yaml");
  private static final Path DASHBOARD = Path.of("../k8s/observability/dashboard.json");
  private static final Path RUNBOOKS = Path.of("../docs/OPERATIONS.md");
  private static final Path DOCUMENT = Path.of("../docs/OBSERVABILITY.md");

  private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9]*(_[a-z0-9]+)+\\b(?!\\()");
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\"[^\"]*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)");
  private static final Pattern COMPARISON = Pattern.compile(" (==|!=|>=|<=|>|<) (?=[0-9])");

  private Observability() {}

  /**
   * One metric.
   *
   * @param type counter, gauge or histogram
   * @param labels in the order of the alphabet, without {@code le}
   */
  public record Metric(String name, String type, List<String> labels) {

    public Metric {
      labels = List.copyOf(labels);
    }
  }

  /** What is listed line by line: a name, a type, labels. */
  public static List<Metric> listed() {
    try (var in = Observability.class.getResourceAsStream("/prometheus/metrics.txt")) {
      if (in == null) {
        throw new IllegalStateException("metrics.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" +"))
          .map(words ->
              new Metric(
                  words[0], words[1], words.length > 2 ? List.of(words[2].split(",")) : List.of()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table of the document. */
  public static List<Metric> documented() {
    return lines(DOCUMENT)
        .filter(line -> line.matches("\\| `[a-z_]+` \\| (counter|gauge|histogram) \\|.*"))
        .map(line -> line.split("\\|"))
        .map(cells ->
            new Metric(
                bare(cells[1]),
                bare(cells[2]),
                Pattern.compile("`([a-z]+)`")
                    .matcher(cells[3])
                    .results()
                    .map(found -> found.group(1))
                    .toList()))
        .toList();
  }

  /** Every expression of the dashboard, with what its variables stand for by default. */
  public static List<String> dashboard() {
    try {
      return new ObjectMapper()
          .readTree(DASHBOARD.toFile()).findValuesAsText("expr").stream()
              .map(expression ->
                  expression
                      .replace("$job", ".*")
                      .replace("$controller", ".*")
                      .replace("$__rate_interval", "20s"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The expressions of the alerts, as they say it. */
  public static List<String> alerts() {
    return rules().findValuesAsText("expr");
  }

  /** The names of the alerts. */
  public static List<String> alertNames() {
    return rules().findValuesAsText("alert");
  }

  /** Where each alert says that its runbook is. */
  public static List<String> runbooks() {
    return rules().findValuesAsText("runbook");
  }

  /** The headings of the runbooks, as anchors. */
  public static List<String> headings() {
    return lines(RUNBOOKS)
        .filter(line -> line.startsWith("#"))
        .map(line ->
            "docs/OPERATIONS.md#"
                + line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
  }

  /**
   * What an alert looks at, whether it fires or not: a comparison says yes or no instead of
   * nothing, and what is to be absent is looked for.
   */
  public static String operands(String alert) {
    return COMPARISON
        .matcher(alert.replaceAll("absent\\((.*)\\)", "$1"))
        .replaceAll(found -> " " + found.group(1) + " bool ");
  }

  /** The groups as Prometheus has them. */
  public static JsonNode rules() {
    return yaml(RULES).path("groups");
  }

  /** The groups as the Prometheus Operator has them. */
  public static JsonNode operatorRules() {
    return yaml(OPERATOR_RULES).path("spec").path("groups");
  }

  /** The metrics that an expression names, without the endings of histograms. */
  public static Set<String> names(String expression) {
    String bare = GROUPING.matcher(LABELS.matcher(expression).replaceAll("")).replaceAll("");
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(bare);
    while (matcher.find()) {
      names.add(matcher.group().replaceFirst("_(bucket|sum|count)$", ""));
    }
    return names;
  }

  private static String bare(String cell) {
    return cell.strip().replace("`", "");
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
