package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The subresource {@code serviceaccounts/NAME/token}. Thread-safe. */
public final class TokenRequests {

  private static final String GROUP = "authentication.k8s.io";
  private static final String KIND = "TokenRequest";
  private static final long DEFAULT_SECONDS = 3600;
  private static final long MIN_SECONDS = 600;
  private static final long MAX_SECONDS = 1L << 32;

  private final Objects objects;
  private final ServiceAccountTokens tokens;
  private final InstantSource clock;

  public TokenRequests(Objects objects, ServiceAccountTokens tokens, InstantSource clock) {
    this.objects = objects;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Issues a token.
   *
   * @param request decoded and checked against its schema; gets its metadata and status
   * @return the request that was given
   */
  public ObjectNode create(String namespace, String name, ObjectNode request) throws Rejection {
    ObjectNode metadata = request.withObject("metadata");
    mustMatch(metadata, "name", name, name);
    mustMatch(metadata, "namespace", namespace, name);
    ObjectNode account =
        objects
            .get(new Key("serviceaccounts", namespace, name))
            .orElseThrow(() -> Status.notFound("", "serviceaccounts", name).rejection());
    String uid = account.path("metadata").path("uid").asText();
    sameUid(metadata.path("uid").asText(), uid, name);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    metadata.put("name", name).put("namespace", namespace).put("uid", uid);
    metadata.put("creationTimestamp", now.toString());

    ObjectNode spec = request.withObject("spec");
    if (spec.path("audiences").isEmpty()) {
      spec.putArray("audiences").add(ServiceAccountTokens.ISSUER);
    }
    Duration valid = valid(spec);
    Optional<ServiceAccountTokens.Bound> bound =
        bound(spec.path("boundObjectRef"), namespace, name);
    if (bound.isEmpty()) {
      spec.putNull("boundObjectRef");
    }
    List<String> audiences =
        StreamSupport.stream(spec.path("audiences").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    request
        .putObject("status")
        .put("token", tokens.issue(account, audiences, valid, bound))
        .put("expirationTimestamp", now.plus(valid).toString());
    return request;
  }

  private static void mustMatch(ObjectNode metadata, String field, String value, String name)
      throws Rejection {
    JsonNode given = metadata.path(field);
    if (!given.asText().isEmpty() && !given.asText().equals(value)) {
      throw invalid(
          name,
          FieldError.invalid(
              "metadata." + field,
              given,
              "must match the service account " + field + " if specified"));
    }
  }

  private static void sameUid(String given, String uid, String name) throws Rejection {
    if (!given.isEmpty() && !given.equals(uid)) {
      throw Status.conflict(
              GROUP,
              KIND,
              name,
              "the UID in the token request (%s) does not match the UID of the service account (%s)"
                  .formatted(given, uid))
          .rejection();
    }
  }

  private static Duration valid(ObjectNode spec) throws Rejection {
    if (!spec.hasNonNull("expirationSeconds")) {
      spec.put("expirationSeconds", DEFAULT_SECONDS);
    }
    JsonNode seconds = spec.path("expirationSeconds");
    if (seconds.asLong() < MIN_SECONDS) {
      throw invalid(
          "",
          FieldError.invalid(
              "spec.expirationSeconds",
              seconds,
              "may not specify a duration less than 10 minutes"));
    }
    if (seconds.asLong() > MAX_SECONDS) {
      throw invalid(
          "",
          FieldError.invalid(
              "spec.expirationSeconds",
              seconds,
              "may not specify a duration larger than 2^32 seconds"));
    }
    return Duration.ofSeconds(seconds.asLong());
  }

  private Optional<ServiceAccountTokens.Bound> bound(
      JsonNode reference, String namespace, String account) throws Rejection {
    if (!reference.isObject()) {
      return Optional.empty();
    }
    String kind = reference.path("kind").asText();
    String name = reference.path("name").asText();
    if (!reference.path("apiVersion").asText().equals("v1")
        || !List.of("Pod", "Secret", "Node").contains(kind)) {
      throw Status.badRequest(
              "cannot bind token to object of type %s, Kind=%s"
                  .formatted(goVersion(reference.path("apiVersion").asText()), kind))
          .rejection();
    }
    String claim = kind.toLowerCase(Locale.ROOT);
    String within = kind.equals("Node") ? "" : namespace;
    ObjectNode object =
        objects
            .get(new Key(claim + "s", within, name))
            .orElseThrow(() -> Status.notFound("", claim + "s", name).rejection());
    if (kind.equals("Pod")
        && !object.path("spec").path("serviceAccountName").asText().equals(account)) {
      throw Status.badRequest(
              "cannot bind token for serviceaccount \"%s\" to pod running with different "
                      .formatted(account)
                  + "serviceaccount name.")
          .rejection();
    }
    String uid = object.path("metadata").path("uid").asText();
    String wanted = reference.path("uid").asText();
    if (!wanted.isEmpty() && !wanted.equals(uid)) {
      throw Status.conflict(
              GROUP,
              KIND,
              name,
              "the UID in the bound object reference (%s) does not match the UID in record. The "
                      .formatted(wanted)
                  + "object might have been deleted and then recreated")
          .rejection();
    }
    return Optional.of(new ServiceAccountTokens.Bound(claim, name, uid));
  }

  /** Go prints the core group's versions with a slash in front. */
  private static String goVersion(String apiVersion) {
    return apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
  }

  private static Rejection invalid(String name, FieldError error) {
    return Status.invalid(GROUP, KIND, name, List.of(error)).rejection();
  }
}
