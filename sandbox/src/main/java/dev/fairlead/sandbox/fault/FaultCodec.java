package dev.fairlead.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Faults as JSON: {@code {"effect": "error", "code": 503, "verbs": ["list"], "resource":
 * "deployments.apps", "times": 2}}. Errors are told in one line.
 */
final class FaultCodec {

  private static final Set<String> SELECTOR =
      Set.of("verbs", "resource", "namespace", "name", "user", "userAgent");
  private static final Set<String> BOUNDS = Set.of("probability", "times", "lastsMillis");

  /** The effects by name, with the fields that each has. */
  @SuppressWarnings("ImmutableEnumChecker") // the list is not changed
  private enum Word {
    LATENCY("latency", "millis", "millisMax"),
    ERROR("error", "code", "reason", "message"),
    TOO_MANY_REQUESTS("tooManyRequests", "retryAfterSeconds"),
    EXPIRED("expired"),
    CONFLICT("conflict"),
    LATE_ANSWER("lateAnswer", "millis"),
    PARTITION("partition"),
    DROP_WATCH("dropWatch"),
    FREEZE_WATCH("freezeWatch"),
    DUPLICATE_EVENTS("duplicateEvents"),
    LATE_BOOKMARKS("lateBookmarks", "millis"),
    LAG("lag"),
    STALE("stale");

    private final String word;
    private final List<String> fields;

    Word(String word, String... fields) {
      this.word = word;
      this.fields = List.of(fields);
    }

    static Word of(String word) {
      for (Word it : values()) {
        if (it.word.equals(word)) {
          return it;
        }
      }
      throw new IllegalArgumentException(
          "unknown effect \"%s\": one of %s"
              .formatted(
                  word,
                  List.of(values()).stream().map(it -> it.word).collect(Collectors.joining(", "))));
    }
  }

  private FaultCodec() {}

  /**
   * @throws IllegalArgumentException in one line that a user understands
   */
  static Fault decode(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a fault is a JSON object with an \"effect\"");
    }
    Word word = Word.of(json.path("effect").asText());
    known(json, word);
    Selector selector =
        new Selector(
            verbs(json.path("verbs")),
            text(json, "resource"),
            text(json, "namespace"),
            text(json, "name"),
            text(json, "user"),
            text(json, "userAgent"));
    JsonNode probability = json.path("probability");
    if (!probability.isMissingNode() && !probability.isNumber()) {
      throw new IllegalArgumentException("\"probability\" is a number from 0 to 1");
    }
    return new Fault(
        selector,
        effect(word, json),
        probability.asDouble(1),
        json.has("times") ? OptionalInt.of((int) number(json, "times", 1)) : OptionalInt.empty(),
        json.has("lastsMillis")
            ? Optional.of(Duration.ofMillis(number(json, "lastsMillis", 1)))
            : Optional.empty());
  }

  private static void known(JsonNode json, Word word) {
    Set<String> allowed = new TreeSet<>(SELECTOR);
    allowed.addAll(BOUNDS);
    allowed.addAll(word.fields);
    allowed.add("effect");
    for (var field : json.properties()) {
      if (!allowed.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "unknown field \"%s\" with effect \"%s\": one of %s"
                .formatted(field.getKey(), word.word, String.join(", ", allowed)));
      }
    }
  }

  private static Effect effect(Word word, JsonNode json) {
    return switch (word) {
      case LATENCY -> {
        long min = number(json, "millis", 0);
        long max = json.has("millisMax") ? number(json, "millisMax", min) : min;
        yield new Effect.Latency(Duration.ofMillis(min), Duration.ofMillis(max));
      }
      case ERROR ->
          new Effect.Refusal(
              (int) number(json, "code", 400), text(json, "reason"), text(json, "message"));
      case TOO_MANY_REQUESTS ->
          new Effect.TooManyRequests(
              Duration.ofSeconds(
                  json.has("retryAfterSeconds") ? number(json, "retryAfterSeconds", 0) : 1));
      case EXPIRED -> new Effect.Expired();
      case CONFLICT -> new Effect.Conflict();
      case LATE_ANSWER ->
          new Effect.LateAnswer(
              Duration.ofMillis(json.has("millis") ? number(json, "millis", 0) : 0));
      case PARTITION -> new Effect.Partition();
      case DROP_WATCH -> new Effect.DropWatch();
      case FREEZE_WATCH -> new Effect.FreezeWatch();
      case DUPLICATE_EVENTS -> new Effect.DuplicateEvents();
      case LATE_BOOKMARKS -> new Effect.LateBookmarks(Duration.ofMillis(number(json, "millis", 0)));
      case LAG -> new Effect.OldState(true);
      case STALE -> new Effect.OldState(false);
    };
  }

  private static Set<String> verbs(JsonNode verbs) {
    Set<String> all = new TreeSet<>();
    if (verbs.isTextual()) {
      all.add(verbs.asText());
    } else if (verbs.isArray()) {
      verbs.forEach(it -> all.add(it.asText()));
    } else if (!verbs.isMissingNode()) {
      throw new IllegalArgumentException("\"verbs\" is a list of verbs");
    }
    return all;
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw new IllegalArgumentException("\"" + field + "\" is a text");
    }
    return value.asText();
  }

  private static long number(JsonNode json, String field, long min) {
    JsonNode value = json.path(field);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asLong() < min) {
      throw new IllegalArgumentException("\"" + field + "\" is a whole number, at least " + min);
    }
    return value.asLong();
  }

  static ObjectNode encode(Faults.Standing standing) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", standing.id()).put("met", standing.met());
    Fault fault = standing.fault();
    effect(json, fault.effect());
    Selector selector = fault.selector();
    if (!selector.verbs().isEmpty()) {
      new TreeSet<>(selector.verbs()).forEach(json.withArray("verbs")::add);
    }
    putUnlessEmpty(json, "resource", selector.resource());
    putUnlessEmpty(json, "namespace", selector.namespace());
    putUnlessEmpty(json, "name", selector.name());
    putUnlessEmpty(json, "user", selector.user());
    putUnlessEmpty(json, "userAgent", selector.userAgent());
    if (fault.probability() < 1) {
      json.put("probability", fault.probability());
    }
    fault.times().ifPresent(it -> json.put("times", it));
    fault.lasts().ifPresent(it -> json.put("lastsMillis", it.toMillis()));
    return json;
  }

  private static void effect(ObjectNode json, Effect effect) {
    switch (effect) {
      case Effect.Latency it -> {
        put(json, Word.LATENCY).put("millis", it.min().toMillis());
        if (!it.max().equals(it.min())) {
          json.put("millisMax", it.max().toMillis());
        }
      }
      case Effect.Refusal it -> {
        put(json, Word.ERROR).put("code", it.code());
        putUnlessEmpty(json, "reason", it.reason());
        putUnlessEmpty(json, "message", it.message());
      }
      case Effect.TooManyRequests it ->
          put(json, Word.TOO_MANY_REQUESTS).put("retryAfterSeconds", it.retryAfter().toSeconds());
      case Effect.Expired _ -> put(json, Word.EXPIRED);
      case Effect.Conflict _ -> put(json, Word.CONFLICT);
      case Effect.LateAnswer it -> put(json, Word.LATE_ANSWER).put("millis", it.delay().toMillis());
      case Effect.Partition _ -> put(json, Word.PARTITION);
      case Effect.DropWatch _ -> put(json, Word.DROP_WATCH);
      case Effect.FreezeWatch _ -> put(json, Word.FREEZE_WATCH);
      case Effect.DuplicateEvents _ -> put(json, Word.DUPLICATE_EVENTS);
      case Effect.LateBookmarks it ->
          put(json, Word.LATE_BOOKMARKS).put("millis", it.delay().toMillis());
      case Effect.OldState it -> put(json, it.catchesUp() ? Word.LAG : Word.STALE);
    }
  }

  private static ObjectNode put(ObjectNode json, Word word) {
    return json.put("effect", word.word);
  }

  private static void putUnlessEmpty(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }
}
