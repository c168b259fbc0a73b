package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.webhook.FieldError;
import dev.fairlead.sdk.webhook.Verdict;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The response of an AdmissionReview. */
final class AdmissionAnswer {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;
  private static final int INTERNAL_ERROR = 500;

  private AdmissionAnswer() {}

  static ObjectNode of(AdmissionQuestion question, GroupVersionKind kind, Verdict verdict) {
    ObjectNode response =
        switch (verdict) {
          case Verdict.Allowed allowed -> allowed(question);
          case Verdict.Denied denied ->
              denied(question, FORBIDDEN, "Forbidden", Reviews.shortened(denied.reason()));
          case Verdict.Invalid invalid -> invalid(question, kind, invalid.errors());
        };
    ArrayNode warnings = response.arrayNode();
    verdict.warnings().forEach(line -> warnings.add(header(line)));
    if (!warnings.isEmpty()) {
      response.set("warnings", warnings);
    }
    return response;
  }

  static ObjectNode allowed(AdmissionQuestion question) {
    return Json.object().put("uid", question.uid()).put("allowed", true);
  }

  /** Allowed with a JSON Patch (RFC 6902). */
  static ObjectNode patched(AdmissionQuestion question, JsonNode patch) {
    ObjectNode response = allowed(question);
    if (!patch.isEmpty()) {
      response
          .put("patchType", "JSONPatch")
          .put("patch", Base64.getEncoder().encodeToString(Json.bytes(patch)));
    }
    return response;
  }

  /** The object of the request does not fit the class. */
  static ObjectNode undecodable(AdmissionQuestion question, String why) {
    return denied(question, BAD_REQUEST, "BadRequest", why);
  }

  /** The function did not come to an answer. */
  static ObjectNode failed(AdmissionQuestion question, String why) {
    return denied(question, INTERNAL_ERROR, "InternalError", why);
  }

  /** In the words of the API server, which programs and kubectl take apart. */
  private static ObjectNode invalid(
      AdmissionQuestion question, GroupVersionKind kind, List<FieldError> errors) {
    String name = question.request().name();
    String list = errors.stream().map(FieldError::toString).collect(Collectors.joining(", "));
    ObjectNode response =
        denied(
            question,
            UNPROCESSABLE,
            "Invalid",
            "%s%s \"%s\" is invalid: %s"
                .formatted(
                    kind.kind(),
                    kind.group().isEmpty() ? "" : "." + kind.group(),
                    name,
                    errors.size() == 1 ? list : "[" + list + "]"));
    ObjectNode details =
        ((ObjectNode) response.get("status"))
            .putObject("details")
            .put("name", name)
            .put("group", kind.group())
            .put("kind", kind.kind());
    ArrayNode causes = details.putArray("causes");
    errors.forEach(error ->
        causes
            .addObject()
            .put("reason", error.cause().reason())
            .put("message", error.message())
            .put("field", error.field()));
    return response;
  }

  private static ObjectNode denied(
      AdmissionQuestion question, int code, String reason, String message) {
    ObjectNode response = Json.object().put("uid", question.uid()).put("allowed", false);
    response
        .putObject("status")
        .put("status", "Failure")
        .put("code", code)
        .put("reason", reason)
        .put("message", message);
    return response;
  }

  /** The API server sends warnings on in a header, which has no control characters. */
  private static String header(String warning) {
    return Reviews.shortened(warning).replaceAll("\\p{Cntrl}", " ");
  }
}
