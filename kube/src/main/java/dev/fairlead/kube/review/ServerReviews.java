package dev.fairlead.kube.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.access.Caller;
import dev.fairlead.protocol.access.Reviews;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reviews by an API server. */
public final class ServerReviews implements Reviews {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiServer server;

  /** Reviews by this server. */
  public ServerReviews(ApiServer server) {
    this.server = server;
  }

  /** What came of a review. */
  private sealed interface Reviewed {

    record Status(JsonNode status) implements Reviewed {}

    record Failed(String why) implements Reviewed {}
  }

  @Override
  public Authentication authenticate(String token) throws InterruptedException {
    ObjectNode review = review("authentication.k8s.io/v1", "TokenReview");
    review.putObject("spec").put("token", token);
    return switch (send("/apis/authentication.k8s.io/v1/tokenreviews", review)) {
      case Reviewed.Failed(String why) -> new Authentication.Unavailable(why);
      case Reviewed.Status(JsonNode status) ->
          status.path("authenticated").asBoolean()
              ? new Authentication.Known(caller(status.path("user")))
              : new Authentication.Unknown(status.path("error").asText());
    };
  }

  @Override
  public Authorization authorize(Caller caller, Access access) throws InterruptedException {
    ObjectNode review = review("authorization.k8s.io/v1", "SubjectAccessReview");
    ObjectNode spec = review.putObject("spec");
    spec.put("user", caller.name());
    if (!caller.uid().isEmpty()) {
      spec.put("uid", caller.uid());
    }
    list(spec, "groups", caller.groups());
    ObjectNode extra = spec.putObject("extra");
    caller.extra().forEach((key, values) -> list(extra, key, values));
    switch (access) {
      case Access.ToResource(
              String verb,
              String group,
              String version,
              String resource,
              String ns,
              String name) ->
          spec.putObject("resourceAttributes")
              .put("verb", verb)
              .put("group", group)
              .put("version", version)
              .put("resource", resource)
              .put("namespace", ns)
              .put("name", name);
      case Access.ToPath(String verb, String path) ->
          spec.putObject("nonResourceAttributes").put("verb", verb).put("path", path);
    }
    return switch (send("/apis/authorization.k8s.io/v1/subjectaccessreviews", review)) {
      case Reviewed.Failed(String why) -> new Authorization.Unavailable(why);
      case Reviewed.Status(JsonNode status) ->
          status.path("allowed").asBoolean()
              ? new Authorization.Allowed()
              : new Authorization.Denied(status.path("reason").asText());
    };
  }

  private static void list(ObjectNode of, String name, List<String> texts) {
    ArrayNode list = of.putArray(name);
    texts.forEach(list::add);
  }

  private static ObjectNode review(String apiVersion, String kind) {
    return JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
  }

  private Reviewed send(String path, ObjectNode review) throws InterruptedException {
    String kind = review.path("kind").asText();
    Function<String, Reviewed> failed =
        why -> new Reviewed.Failed("the API server does not answer a " + kind + ": " + why);
    ApiRequest request = ApiRequest.with("POST", path, ApiRequest.JSON, review.toString(), TIMEOUT);
    return switch (server.send(request)) {
      case Answer.Success(int _, var body) -> {
        try {
          yield new Reviewed.Status(JSON.readTree(body.json()).path("status"));
        } catch (IOException noJson) {
          yield failed.apply("its answer is no JSON");
        }
      }
      case Answer.Refusal(ApiFailure failure) when failure.code() == 403 ->
          new Reviewed.Failed(
              "the gateway may not make a "
                  + kind
                  + ": grant it the ClusterRole fairlead-gateway of k8s/base ("
                  + failure.message()
                  + ")");
      case Answer.Refusal(ApiFailure failure) ->
          failed.apply(failure.code() + " " + failure.message());
      case Answer.Unreachable(String cause) -> failed.apply(cause);
      case Answer.Unanswered(String cause) -> failed.apply(cause);
    };
  }

  private static Caller caller(JsonNode user) {
    Map<String, List<String>> extra = new HashMap<>();
    user.path("extra")
        .properties()
        .forEach(entry -> extra.put(entry.getKey(), texts(entry.getValue())));
    return new Caller(
        user.path("username").asText(),
        user.path("uid").asText(),
        texts(user.path("groups")),
        extra);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
