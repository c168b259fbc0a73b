package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.webhook.AdmissionWebhook;
import dev.fairlead.sdk.webhook.AdmissionWebhook.Defaulting;
import dev.fairlead.sdk.webhook.AdmissionWebhook.Rule;
import dev.fairlead.sdk.webhook.AdmissionWebhook.Validating;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one validator or defaulter. A function that throws denies the request: what was not looked
 * at does not pass.
 */
public final class AdmissionEndpoint implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(AdmissionEndpoint.class);

  /** An object and what it was, each of which the API server takes up to 3 MiB, and some more. */
  private static final int BODY_BYTES_MAX = 7 << 20;

  private final AdmissionWebhook<?> webhook;

  AdmissionEndpoint(AdmissionWebhook<?> webhook) {
    this.webhook = webhook;
  }

  @Override
  public String path() {
    return webhook.path();
  }

  @Override
  public int bodyBytesMax() {
    return BODY_BYTES_MAX;
  }

  @Override
  public byte[] answer(byte[] body) throws MalformedReviewException {
    AdmissionQuestion question = AdmissionQuestion.of(Json.read(body));
    Rule<?> rule = webhook.rule();
    if (!question.apiVersion().equals(rule.kind().apiVersion())
        || !question.kind().equals(rule.kind().kind())) {
      throw new MalformedReviewException(
          "%s reviews %s, not %s %s; correct the rules of the webhook configuration"
              .formatted(
                  path(),
                  rule.kind(),
                  Reviews.shortened(question.apiVersion()),
                  Reviews.shortened(question.kind())));
    }
    return Json.bytes(
        Reviews.answer(AdmissionQuestion.API_VERSION, AdmissionQuestion.KIND, respond(question)));
  }

  private ObjectNode respond(AdmissionQuestion question) {
    return switch (webhook) {
      case Validating<?> validating -> validate(question, validating);
      case Defaulting<?> defaulting -> applyDefaults(question, defaulting);
    };
  }

  private static <P extends HasMetadata> ObjectNode validate(
      AdmissionQuestion question, Validating<P> webhook) {
    Review<P> review;
    try {
      review = review(question, webhook.rule());
    } catch (IllegalArgumentException unfit) {
      return undecodable(question, webhook.rule(), unfit);
    }
    try {
      @Nullable Verdict verdict = webhook.validator().validate(review);
      if (verdict == null) {
        throw new IllegalStateException("it returned null; return a Verdict");
      }
      return AdmissionAnswer.of(question, webhook.rule().kind(), verdict);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return failed(question, webhook.validator(), failure);
    }
  }

  private static <P extends HasMetadata> ObjectNode applyDefaults(
      AdmissionQuestion question, Defaulting<P> webhook) {
    Review<P> review;
    JsonNode given;
    try {
      review = review(question, webhook.rule());
      given = Json.encode(review.object());
    } catch (IllegalArgumentException unfit) {
      return undecodable(question, webhook.rule(), unfit);
    }
    try {
      @Nullable P returned = webhook.defaulter().applyDefaults(review);
      if (returned == null) {
        throw new IllegalStateException("it returned null; return the object");
      }
      return AdmissionAnswer.patched(
          question, Patch.of(question.object(), given, Json.encode(returned)));
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return failed(question, webhook.defaulter(), failure);
    }
  }

  private static <P extends HasMetadata> Review<P> review(
      AdmissionQuestion question, Rule<P> rule) {
    return switch (question.operation()) {
      case CREATE ->
          new Review.Create<>(Json.decode(question.object(), rule.type()), question.request());
      case UPDATE ->
          new Review.Update<>(
              Json.decode(question.old(), rule.type()),
              Json.decode(question.object(), rule.type()),
              question.request());
      case DELETE ->
          new Review.Delete<>(Json.decode(question.old(), rule.type()), question.request());
    };
  }

  private static ObjectNode undecodable(
      AdmissionQuestion question, Rule<?> rule, IllegalArgumentException unfit) {
    return AdmissionAnswer.undecodable(
        question,
        "the object is no %s: %s"
            .formatted(rule.kind(), Reviews.shortened(String.valueOf(unfit.getMessage()))));
  }

  /** Whoever asked learns the cause, whoever runs the operator where it comes from. */
  private static ObjectNode failed(AdmissionQuestion question, Object function, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOG.error(
        "{} of {} {}/{} is denied: {} threw",
        question.operation(),
        question.kind(),
        question.request().namespace(),
        question.request().name(),
        function.getClass().getName(),
        failure);
    return AdmissionAnswer.failed(question, Reviews.failure(function, failure));
  }
}
