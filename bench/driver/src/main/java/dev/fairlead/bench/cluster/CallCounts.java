package dev.fairlead.bench.cluster;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls of each kind the API server has answered, of the kinds that a Memcached operator
 * makes. Immutable. A watch counts when it ends.
 *
 * @param counts without zeros, in the order of the calls' text
 */
public record CallCounts(Map<Call, Long> counts) {

  private static final String METRIC = "apiserver_request_total{";
  private static final Set<String> RESOURCES = Set.of("memcacheds", "deployments", "events");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  public CallCounts {
    Map<Call, Long> sorted = new TreeMap<>(Comparator.comparing(Call::toString));
    sorted.putAll(counts);
    sorted.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(sorted);
  }

  /** None. */
  public static CallCounts none() {
    return new CallCounts(Map.of());
  }

  /** From the API server's {@code /metrics}. */
  static CallCounts parse(String metrics) {
    return parse(metrics, RESOURCES);
  }

  /** From the API server's {@code /metrics}, of these resources. */
  static CallCounts parse(String metrics, Set<String> resources) {
    Map<Call, Long> counts = new HashMap<>();
    metrics
        .lines()
        .filter(line -> line.startsWith(METRIC))
        .forEach(line -> {
          int end = line.lastIndexOf('}');
          Map<String, String> labels = labels(line.substring(METRIC.length(), end));
          String resource = labels.getOrDefault("resource", "");
          if (resources.contains(resource)) {
            String subresource = labels.getOrDefault("subresource", "");
            Call call =
                new Call(
                    labels.getOrDefault("verb", ""),
                    subresource.isEmpty() ? resource : resource + "/" + subresource,
                    Integer.parseInt(labels.getOrDefault("code", "0")));
            counts.merge(
                call, (long) Double.parseDouble(line.substring(end + 1).strip()), Long::sum);
          }
        });
    return new CallCounts(counts);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  /** What has been added since an earlier count. */
  public CallCounts since(CallCounts before) {
    Map<Call, Long> difference = new TreeMap<>(Comparator.comparing(Call::toString));
    difference.putAll(counts);
    before.counts.forEach((call, count) -> difference.merge(call, -count, Long::sum));
    return new CallCounts(difference);
  }

  /** How many there are of some kinds. */
  public long count(Predicate<Call> kinds) {
    return counts.entrySet().stream()
        .filter(entry -> kinds.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
