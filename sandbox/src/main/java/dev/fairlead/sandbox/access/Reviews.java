package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The resources that are questions: they are created, answered, and not stored. Thread-safe. */
public final class Reviews {

  private final Authenticator authenticator;
  private final ServiceAccountTokens tokens;
  private final Authorizer authorizer;
  private final Rbac rbac;
  private final InstantSource clock;

  /**
   * @param authorizer what decides here
   * @param rbac what lists the rules of somebody
   */
  public Reviews(
      Authenticator authenticator,
      ServiceAccountTokens tokens,
      Authorizer authorizer,
      Rbac rbac,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.rbac = rbac;
    this.clock = clock;
  }

  /** Whether a resource, such as {@code tokenreviews}, is one of the questions. */
  public static boolean answers(String group, String resource) {
    return switch (group) {
      case "authentication.k8s.io" ->
          resource.equals("tokenreviews") || resource.equals("selfsubjectreviews");
      case "authorization.k8s.io" ->
          switch (resource) {
            case "subjectaccessreviews",
                "localsubjectaccessreviews",
                "selfsubjectaccessreviews",
                "selfsubjectrulesreviews" ->
                true;
            default -> false;
          };
      default -> false;
    };
  }

  /**
   * Answers one.
   *
   * @param namespace that of the request; empty for none
   * @param review decoded and checked against its schema; gets its status
   * @param user who asks
   * @return the review that was given
   * @throws Rejection for a question that makes no sense
   */
  public ObjectNode answer(String resource, String namespace, ObjectNode review, User user)
      throws Rejection {
    review.remove("status");
    switch (resource) {
      case "tokenreviews" -> tokenReview(review);
      case "selfsubjectreviews" -> selfSubjectReview(review, user);
      case "subjectaccessreviews" -> {
        AccessQuestion.checkSubject(review, namespace, false);
        access(review, asked(review.path("spec")));
      }
      case "localsubjectaccessreviews" -> {
        AccessQuestion.checkSubject(review, namespace, true);
        access(review, asked(review.path("spec")));
      }
      case "selfsubjectaccessreviews" -> {
        AccessQuestion.checkSelf(review);
        access(review, user);
      }
      case "selfsubjectrulesreviews" -> rules(review, user);
      default -> throw new IllegalArgumentException(resource + " is not a review");
    }
    return review;
  }

  private void access(ObjectNode review, User user) {
    Authorizer.Decision decision =
        authorizer.decide(user, AccessQuestion.attributes(review.path("spec")));
    ObjectNode status = review.putObject("status").put("allowed", decision.allowed());
    if (!decision.reason().isEmpty()) {
      status.put("reason", decision.reason());
    }
  }

  private static User asked(JsonNode spec) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    spec.path("extra").properties().forEach(it -> extra.put(it.getKey(), texts(it.getValue())));
    return new User(
        spec.path("user").asText(), spec.path("uid").asText(), texts(spec.path("groups")), extra);
  }

  private void selfSubjectReview(ObjectNode review, User user) {
    ObjectNode metadata = review.withObject("metadata");
    if (!metadata.has("creationTimestamp")) {
      metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    write(user, review.putObject("status").putObject("userInfo"));
  }

  private void tokenReview(ObjectNode review) throws Rejection {
    String token = review.path("spec").path("token").asText();
    if (token.isEmpty()) {
      throw Status.badRequest("token is required for TokenReview in authentication").rejection();
    }
    List<String> asked = texts(review.path("spec").path("audiences"));
    List<String> wanted = asked.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : asked;
    ObjectNode status = review.putObject("status");
    var known = authenticator.known(token);
    if (known.isPresent()) {
      // A static token has no audiences: whoever names some is told none of them.
      accept(status, known.get().authenticated(), asked.isEmpty() ? wanted : List.of());
      return;
    }
    switch (tokens.verify(token)) {
      case ServiceAccountTokens.Verified.Good good -> {
        List<String> common = wanted.stream().filter(good.audiences()::contains).toList();
        if (common.isEmpty()) {
          refuse(
              status,
              "token audiences %s is invalid for the target audiences %s"
                  .formatted(PolicyRule.quoted(good.audiences()), PolicyRule.quoted(wanted)));
        } else {
          accept(status, good.user().authenticated(), common);
        }
      }
      case ServiceAccountTokens.Verified.Bad bad -> refuse(status, bad.why());
    }
  }

  private static void accept(ObjectNode status, User user, List<String> audiences) {
    status.put("authenticated", true);
    write(user, status.putObject("user"));
    if (!audiences.isEmpty()) {
      audiences.forEach(status.putArray("audiences")::add);
    }
  }

  private static void refuse(ObjectNode status, String why) {
    status.putObject("user");
    status.put(
        "error", why.isEmpty() ? "invalid bearer token" : "[invalid bearer token, " + why + "]");
  }

  private void rules(ObjectNode review, User user) throws Rejection {
    String namespace = review.path("spec").path("namespace").asText();
    if (namespace.isEmpty()) {
      throw Status.badRequest("no namespace on request").rejection();
    }
    Rbac.Grants grants = rbac.grants(user, namespace);
    review.putObject("metadata");
    review.putObject("spec");
    ObjectNode status = review.putObject("status");
    var resources = status.putArray("resourceRules");
    var others = status.putArray("nonResourceRules");
    for (PolicyRule rule : grants.rules()) {
      rule.write((rule.resources().isEmpty() ? others : resources).addObject());
    }
    status.put("incomplete", !grants.errors().isEmpty());
    if (!grants.errors().isEmpty()) {
      status.put("evaluationError", String.join(", ", grants.errors()));
    }
  }

  private static void write(User user, ObjectNode json) {
    json.put("username", user.name());
    if (!user.uid().isEmpty()) {
      json.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      user.groups().forEach(json.putArray("groups")::add);
    }
    if (!user.extra().isEmpty()) {
      ObjectNode extra = json.putObject("extra");
      user.extra().forEach((key, values) -> values.forEach(extra.putArray(key)::add));
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
