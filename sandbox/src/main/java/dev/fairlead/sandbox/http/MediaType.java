package dev.fairlead.sandbox.http;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which a client wants its answer.
 *
 * @param as the kind into which objects are turned, such as {@code Table}; empty for themselves
 * @param version of that kind, in the group {@code meta.k8s.io}
 */
record MediaType(boolean yaml, String as, String version) {

  static final MediaType JSON = new MediaType(false, "", "");

  private static final List<String> KINDS =
      List.of("Table", "PartialObjectMetadata", "PartialObjectMetadataList");

  private static final String OFFERED =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf";
  private static final String OFFERED_STREAMS =
      ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
  private static final String OFFERED_CUSTOM = "application/json, application/yaml";

  String contentType() {
    return yaml ? "application/yaml" : "application/json";
  }

  boolean table() {
    return as.equals("Table");
  }

  boolean partial() {
    return as.startsWith("PartialObjectMetadata");
  }

  /**
   * Chooses the first form that can be had, in the order of the client's preference.
   *
   * @param list whether a list is asked for, which can be watched too
   */
  static MediaType negotiate(String accept, boolean custom, boolean list) throws Rejection {
    Optional<MediaType> chosen = choose(accept);
    if (chosen.isPresent()) {
      return chosen.get();
    }
    if (!custom && !known(accept)) {
      throw new Status(
              406,
              "NotAcceptable",
              "406: Not Acceptable\n\nAvailable representations: "
                  + OFFERED
                  + (list ? OFFERED_STREAMS : ""),
              Optional.of(Status.Details.NONE))
          .rejection();
    }
    throw Status.of(
            406,
            "NotAcceptable",
            "only the following media types are accepted: " + (custom ? OFFERED_CUSTOM : OFFERED))
        .rejection();
  }

  /** Whether it is only the form that is unknown. */
  private static boolean known(String accept) {
    return Arrays.stream(accept.split(",", -1)).map(Clause::parse).anyMatch(Clause::known);
  }

  /** For errors: what the client asked for, or else JSON. */
  static MediaType ofError(String accept) {
    return choose(accept).map(type -> new MediaType(type.yaml, "", "")).orElse(JSON);
  }

  private static Optional<MediaType> choose(String accept) {
    if (accept.isBlank()) {
      return Optional.of(JSON);
    }
    return Arrays.stream(accept.split(",", -1))
        .map(Clause::parse)
        .sorted(Comparator.comparingDouble(Clause::quality).reversed())
        .flatMap(clause -> clause.mediaType().stream())
        .findFirst();
  }

  private record Clause(String type, Map<String, String> parameters) {

    static Clause parse(String text) {
      String[] parts = text.split(";", -1);
      Map<String, String> parameters = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].strip().split("=", 2);
        parameters.put(pair[0].strip(), pair.length > 1 ? pair[1].strip() : "");
      }
      return new Clause(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
    }

    double quality() {
      try {
        return Double.parseDouble(parameters.getOrDefault("q", "1"));
      } catch (NumberFormatException _) {
        return 0;
      }
    }

    boolean known() {
      return List.of("application/yaml", "application/json", "application/*", "*/*").contains(type);
    }

    Optional<MediaType> mediaType() {
      boolean yaml = type.equals("application/yaml");
      if (!known()) {
        return Optional.empty();
      }
      String as = parameters.getOrDefault("as", "");
      if (as.isEmpty()) {
        return Optional.of(new MediaType(yaml, "", ""));
      }
      String version = parameters.getOrDefault("v", "");
      boolean served =
          KINDS.contains(as)
              && parameters.getOrDefault("g", "").equals("meta.k8s.io")
              && (version.equals("v1") || version.equals("v1beta1"));
      return served ? Optional.of(new MediaType(yaml, as, version)) : Optional.empty();
    }
  }
}
