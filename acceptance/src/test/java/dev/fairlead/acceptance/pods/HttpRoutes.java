package dev.fairlead.acceptance.pods;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes that istiod makes of a VirtualService. Of its fields those that Fairlead's manifest
 * uses are known, and others are refused: nothing in it can be left out in silence.
 */
public final class HttpRoutes {

  private static final ObjectMapper STRICT = new ObjectMapper();

  private record Spec(List<String> hosts, List<String> gateways, List<Http> http) {}

  private record Http(
      String name,
      @Nullable List<Match> match,
      @Nullable String timeout,
      @Nullable Retries retries,
      List<Weighted> route) {}

  private record Match(@Nullable Exact uri, @Nullable Exact method) {}

  private record Exact(String exact) {}

  private record Retries(int attempts, @Nullable String perTryTimeout, @Nullable String retryOn) {}

  private record Weighted(Destination destination) {}

  private record Destination(String host, Port port) {}

  private record Port(int number) {}

  private HttpRoutes() {}

  /** The routes of a VirtualService, in their order; each has counts by its own name. */
  public static List<Map<String, ?>> of(Object specification) {
    List<Map<String, ?>> routes = new ArrayList<>();
    for (Http http : STRICT.convertValue(specification, Spec.class).http()) {
      List<Match> matches = http.match() == null ? List.of(new Match(null, null)) : http.match();
      matches.forEach(match -> routes.add(route(http, match)));
    }
    return routes;
  }

  private static Map<String, ?> route(Http http, Match match) {
    Destination destination = http.route().getFirst().destination();
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("cluster", "gateways");
    // Envoy waits for 15 s where nothing is said, istiod for ever.
    action.put("timeout", http.timeout() == null ? "0s" : GoDuration.inSeconds(http.timeout()));
    Retries retries = http.retries();
    if (retries == null) {
      throw new IllegalArgumentException(
          http.name() + " says nothing of retries: Istio would repeat it; say how often");
    }
    if (retries.attempts() > 0) {
      action.put(
          "retry_policy",
          Map.of(
              "retry_on", said(retries.retryOn(), "retryOn"),
              "num_retries", retries.attempts(),
              "per_try_timeout",
                  GoDuration.inSeconds(said(retries.perTryTimeout(), "perTryTimeout")),
              "retry_host_predicate",
                  List.of(
                      Map.of(
                          "name",
                          "previous",
                          "typed_config",
                          Map.of(
                              "@type",
                              "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3"
                                  + ".PreviousHostsPredicate"))),
              "host_selection_retry_max_attempts", 5));
    }
    return Map.of(
        "name", http.name(),
        "stat_prefix", http.name(),
        "match", match(match),
        "route", action,
        "decorator",
            Map.of(
                "operation", "%s:%d/*".formatted(destination.host(), destination.port().number())));
  }

  private static Map<String, ?> match(Match match) {
    Map<String, Object> made = new LinkedHashMap<>();
    Exact uri = match.uri();
    made.put(uri == null ? "prefix" : "path", uri == null ? "/" : uri.exact());
    Exact method = match.method();
    if (method != null) {
      made.put(
          "headers",
          List.of(Map.of("name", ":method", "string_match", Map.of("exact", method.exact()))));
    }
    return made;
  }

  private static String said(@Nullable String value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("retries without " + field);
    }
    return value;
  }
}
