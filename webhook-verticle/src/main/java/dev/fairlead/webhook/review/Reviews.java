package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What AdmissionReview and ConversionReview have in common. */
final class Reviews {

  private static final int TEXT_MAX = 1_024;

  private Reviews() {}

  /** The request of a review of this kind. */
  static JsonNode request(JsonNode review, String apiVersion, String kind)
      throws MalformedReviewException {
    String foundVersion = review.path("apiVersion").asText();
    String foundKind = review.path("kind").asText();
    if (!foundVersion.equals(apiVersion) || !foundKind.equals(kind)) {
      throw new MalformedReviewException(
          "the body is no %s %s%s"
              .formatted(
                  apiVersion,
                  kind,
                  foundKind.isEmpty()
                      ? ""
                      : ", it is a " + shortened(foundVersion + " " + foundKind)));
    }
    JsonNode request = review.path("request");
    if (!request.isObject()) {
      throw new MalformedReviewException("the " + kind + " has no request");
    }
    return request;
  }

  /** The uid of a request, which its answer repeats. */
  static String uid(JsonNode request) throws MalformedReviewException {
    String uid = request.path("uid").asText();
    if (uid.isEmpty()) {
      throw new MalformedReviewException("request.uid is missing");
    }
    return uid;
  }

  /** A review that answers. */
  static ObjectNode answer(String apiVersion, String kind, ObjectNode response) {
    ObjectNode review = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    review.set("response", response);
    return review;
  }

  /** What a function of the operator failed with, for whoever asked: its cause and no stack. */
  static String failure(Object function, Throwable cause) {
    String message = cause.getMessage();
    return "%s failed: %s%s"
        .formatted(
            function.getClass().getName(),
            cause.getClass().getSimpleName(),
            message == null ? "" : ": " + shortened(message));
  }

  /** One line of a bounded length. */
  static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
  }
}
