package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.webhook.ConversionWebhook;
import dev.fairlead.sdk.webhook.ConversionWebhook.Spoke;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts objects between versions ({@code apiextensions.k8s.io/v1}, ConversionReview). All
 * objects of a request are converted or none.
 */
public final class ConversionEndpoint implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ConversionEndpoint.class);
  private static final String API_VERSION = "apiextensions.k8s.io/v1";
  private static final String KIND = "ConversionReview";

  /** A page of a list comes at once, and the API server sets no bound. */
  private static final int BODY_BYTES_MAX = 32 << 20;

  private static final Set<String> CHANGEABLE = Set.of("labels", "annotations");

  private final List<ConversionWebhook> webhooks;

  ConversionEndpoint(List<ConversionWebhook> webhooks) {
    this.webhooks = List.copyOf(webhooks);
  }

  /** Why an object cannot be converted. */
  private static final class Unconverted extends Exception {

    private static final long serialVersionUID = 1L;

    Unconverted(String message) {
      super(message, null, false, false);
    }
  }

  @Override
  public String path() {
    return ConversionWebhook.PATH;
  }

  @Override
  public int bodyBytesMax() {
    return BODY_BYTES_MAX;
  }

  @Override
  public byte[] answer(byte[] body) throws MalformedReviewException {
    JsonNode request = Reviews.request(Json.read(body), API_VERSION, KIND);
    ObjectNode response = Json.object().put("uid", Reviews.uid(request));
    String desired = request.path("desiredAPIVersion").asText();
    if (!(request.path("objects") instanceof ArrayNode objects)) {
      throw new MalformedReviewException("request.objects is no list");
    }
    ArrayNode converted = response.arrayNode(objects.size());
    try {
      for (JsonNode object : objects) {
        converted.add(convert(object, desired));
      }
      response.set("convertedObjects", converted);
      response.putObject("result").put("status", "Success");
    } catch (Unconverted unconverted) {
      response
          .putObject("result")
          .put("status", "Failed")
          .put("message", String.valueOf(unconverted.getMessage()));
    }
    return Json.bytes(Reviews.answer(API_VERSION, KIND, response));
  }

  private JsonNode convert(JsonNode object, String desired) throws Unconverted {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    if (apiVersion.equals(desired)) {
      return object;
    }
    ConversionWebhook webhook =
        webhooks.stream()
            .filter(it -> it.kind().equals(kind) && it.knows(apiVersion) && it.knows(desired))
            .findFirst()
            .orElseThrow(() ->
                new Unconverted(
                    "%s of %s cannot be converted to %s: no converter was given to Fairlead.run"
                        .formatted(
                            Reviews.shortened(kind),
                            Reviews.shortened(apiVersion),
                            Reviews.shortened(desired))));
    JsonNode hub = object;
    Optional<Spoke<?, ?>> from = webhook.spoke(apiVersion);
    if (from.isPresent()) {
      hub = toHub(object, from.get());
    }
    Optional<Spoke<?, ?>> to = webhook.spoke(desired);
    return to.isPresent() ? fromHub(hub, to.get()) : hub;
  }

  private static <S extends HasMetadata, H extends HasMetadata> JsonNode toHub(
      JsonNode object, Spoke<S, H> spoke) throws Unconverted {
    try {
      S source = Json.decode(object, spoke.version().type());
      return result(object, spoke.converter().toHub(source), spoke.hub().apiVersion());
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      throw failed(object, spoke, failure);
    }
  }

  private static <S extends HasMetadata, H extends HasMetadata> JsonNode fromHub(
      JsonNode object, Spoke<S, H> spoke) throws Unconverted {
    try {
      H source = Json.decode(object, spoke.hub().type());
      return result(object, spoke.converter().fromHub(source), spoke.version().apiVersion());
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      throw failed(object, spoke, failure);
    }
  }

  private static JsonNode result(
      JsonNode source, @Nullable HasMetadata converted, String apiVersion) {
    if (converted == null) {
      throw new IllegalStateException("it returned null; return the object");
    }
    ObjectNode result = (ObjectNode) Json.encode(converted);
    JsonNode own = result.path("metadata");
    result.put("apiVersion", apiVersion).set("kind", source.get("kind"));
    if (source.path("metadata") instanceof ObjectNode metadata) {
      result.set("metadata", metadata(metadata, own));
    }
    return result;
  }

  /**
   * The metadata of the source: the API server takes no change of it but to labels and annotations.
   * A function that has copied it says what they are, another one only adds to them.
   */
  private static ObjectNode metadata(ObjectNode source, JsonNode own) {
    ObjectNode metadata = source.deepCopy();
    boolean copied =
        own.properties().stream().anyMatch(each -> !CHANGEABLE.contains(each.getKey()));
    for (String field : CHANGEABLE) {
      if (copied) {
        metadata.remove(field);
      }
      if (!own.path(field).isEmpty()) {
        ObjectNode values =
            metadata.path(field) instanceof ObjectNode there ? there : Json.object();
        own.get(field).properties().forEach(each -> values.set(each.getKey(), each.getValue()));
        metadata.set(field, values);
      }
    }
    return metadata;
  }

  private static Unconverted failed(JsonNode object, Spoke<?, ?> spoke, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    JsonNode metadata = object.path("metadata");
    String what =
        "%s %s/%s"
            .formatted(
                object.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    LOG.error(
        "{} is not converted: {} threw", what, spoke.converter().getClass().getName(), failure);
    return new Unconverted(what + ": " + Reviews.failure(spoke.converter(), failure));
  }
}
