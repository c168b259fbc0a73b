package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sdk.webhook.Operation;
import dev.fairlead.sdk.webhook.Request;
import dev.fairlead.sdk.webhook.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The request of an AdmissionReview ({@code admission.k8s.io/v1}), its objects still as JSON.
 *
 * @param uid of the question, for the answer
 * @param apiVersion of the objects
 * @param kind of the objects
 * @param object what would be; missing for a delete
 * @param old what is; missing for a create
 */
record AdmissionQuestion(
    String uid,
    String apiVersion,
    String kind,
    Operation operation,
    JsonNode object,
    JsonNode old,
    Request request) {

  static final String API_VERSION = "admission.k8s.io/v1";
  static final String KIND = "AdmissionReview";

  static AdmissionQuestion of(JsonNode review) throws MalformedReviewException {
    JsonNode request = Reviews.request(review, API_VERSION, KIND);
    Operation operation = operation(request.path("operation").asText());
    JsonNode kind = request.path("kind");
    String group = kind.path("group").asText();
    String version = kind.path("version").asText();
    JsonNode object = request.path("object");
    JsonNode old = request.path("oldObject");
    require("object", object, operation != Operation.DELETE);
    require("oldObject", old, operation != Operation.CREATE);
    return new AdmissionQuestion(
        Reviews.uid(request),
        group.isEmpty() ? version : group + "/" + version,
        kind.path("kind").asText(),
        operation,
        object,
        old,
        new Request(
            request.path("namespace").asText(),
            request.path("name").asText(),
            request.path("subResource").asText(),
            user(request.path("userInfo")),
            request.path("dryRun").asBoolean()));
  }

  private static Operation operation(String name) throws MalformedReviewException {
    for (Operation operation : Operation.values()) {
      if (operation.name().equals(name)) {
        return operation;
      }
    }
    throw new MalformedReviewException(
        "request.operation is \"%s\"; CREATE, UPDATE and DELETE are reviewed"
            .formatted(Reviews.shortened(name)));
  }

  private static void require(String field, JsonNode value, boolean needed)
      throws MalformedReviewException {
    if (needed && !value.isObject()) {
      throw new MalformedReviewException("request." + field + " is no object");
    }
  }

  private static User user(JsonNode info) {
    Map<String, List<String>> extra = new HashMap<>();
    info.path("extra")
        .properties()
        .forEach(each -> extra.put(each.getKey(), texts(each.getValue())));
    return new User(info.path("username").asText(), texts(info.path("groups")), extra);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
