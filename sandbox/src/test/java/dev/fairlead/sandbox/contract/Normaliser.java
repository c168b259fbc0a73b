package dev.fairlead.sandbox.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces what two servers cannot have in common by words that keep what matters: the same uid
 * stays the same ({@code uid-1}), a later version of an object stays later ({@code rv-1}, {@code
 * rv-2}), the version of a list or a bookmark says what it includes ({@code rv-2+}). One for each
 * outcome; its exchanges are to be shown to it in an order that does not depend on the server.
 */
final class Normaliser {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern UID =
      Pattern.compile("(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])");
  private static final Pattern VERSION_IN_TEXT =
      Pattern.compile("(?i)(resource ?version[^0-9\\n]{0,30}?|current: |[0-9] \\()(\\d+)");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern DATE =
      Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} [\\d:]{8} [+-]\\d{4}");
  private static final Pattern AGE = Pattern.compile("\\b\\d+(\\.\\d+)?s\\b|\\b\\d+m\\d+s\\b");

  private static final Pattern FIELD_SELECTOR = Pattern.compile("(?<=fieldSelector=)[^&]+");
  private static final Pattern ERRORS =
      Pattern.compile("(.* is invalid: \\[)(.*)]", Pattern.DOTALL);
  private static final Pattern ERROR = Pattern.compile(", (?=[\\w.<][^ ]*: [A-Z])");

  /** What is replaced by the same word wherever it stands. */
  private static final Map<Pattern, String> PLAIN =
      Map.of(
          Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"), "<token>",
          Pattern.compile("hash=[0-9A-F]+"), "hash=<hash>",
          Pattern.compile("\\b10\\.\\d+\\.\\d+\\.\\d+\\b"), "<ip>",
          Pattern.compile("\\b127\\.0\\.0\\.1:\\d+"), "<server>",
          Pattern.compile("(?<=continue=)[^&]+"), "<continue>",
          Pattern.compile("(?<=timeoutSeconds=)\\d{3}\\b"), "<timeout>",
          Pattern.compile("(?m)^[IWE]\\d{4} \\d\\d:.*\\n"), "",
          Pattern.compile("/tmp/[^ \"]*"), "<file>");

  private final Map<String, String> uids = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final TreeSet<Long> versions = new TreeSet<>();

  Normaliser(Outcome outcome) {
    outcome.exchanges().stream()
        .flatMap(exchange -> Stream.of(exchange.request().body(), exchange.response().body()))
        .flatMap(body -> parse(body).map(Stream::of).orElseGet(() -> documents(body)))
        .forEach(document -> learn(document));
  }

  /** A body, of a request or an answer; text where it is no JSON. */
  JsonNode body(String body) {
    return parse(body).map(it -> normal(it, "", false)).orElseGet(() -> new TextNode(text(body)));
  }

  /** The events of a watch, bookmarks left out that tell of nothing but time. */
  List<JsonNode> events(String body) {
    List<JsonNode> events = new ArrayList<>();
    documents(body)
        .filter(event ->
            !event.path("type").asText().equals("BOOKMARK")
                || event.at("/object/metadata/annotations").isObject())
        .forEach(event -> events.add(normal(event, "", false)));
    return events;
  }

  /** What is asked: clients write a selector's requirements in any order. */
  String request(Exchange.Request request) {
    Matcher selector = FIELD_SELECTOR.matcher(request.line());
    return text(
        selector.replaceAll(it ->
            Matcher.quoteReplacement(
                Stream.of(it.group().split("%2C", -1))
                    .sorted()
                    .collect(Collectors.joining("%2C")))));
  }

  /** A line of the protocol, a message, or what a program printed. */
  String text(String text) {
    String plain = replace(UID, text, it -> uid(it.group()));
    plain = replace(TIME, plain, it -> time(it.group(1)));
    plain = DATE.matcher(plain).replaceAll("<time>");
    plain = replace(VERSION_IN_TEXT, plain, it -> it.group(1) + version(it.group(2), isListed(it)));
    for (var each : PLAIN.entrySet()) {
      plain = each.getKey().matcher(plain).replaceAll(each.getValue());
    }
    for (var name : names.entrySet()) {
      plain = plain.replace(name.getKey(), name.getValue());
    }
    return plain;
  }

  /** What a program printed: also without ages, and without what depends on their width. */
  String printed(String text) {
    return AGE.matcher(text(text)).replaceAll("<age>").replaceAll(" {2,}|\t", "  ").strip();
  }

  private boolean isListed(MatchResult match) {
    return !match.group(1).startsWith("current")
        && versions.contains(Long.parseLong(match.group(2)));
  }

  private static String replace(
      Pattern pattern, String text, java.util.function.Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(it -> Matcher.quoteReplacement(by.apply(it)));
  }

  private void learn(JsonNode node) {
    if (node.isObject()) {
      JsonNode metadata = node.path("metadata");
      boolean list = node.has("items") || node.path("kind").asText().equals("Table");
      String version = metadata.path("resourceVersion").asText();
      if (!list && version.matches("\\d{1,18}") && metadata.has("uid")) {
        versions.add(Long.parseLong(version));
      }
      String prefix = metadata.path("generateName").asText();
      String name = metadata.path("name").asText();
      if (!prefix.isEmpty() && !name.isEmpty()) {
        names.computeIfAbsent(name, it -> prefix + "<" + (names.size() + 1) + ">");
      }
    }
    node.forEach(child -> learn(child));
  }

  private JsonNode normal(JsonNode node, String field, boolean ofAList) {
    return switch (node) {
      case ObjectNode object -> object(object, field, ofAList);
      case ArrayNode array -> {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(item -> items.add(normal(item, field, false)));
        if (field.equals("managedFields")) {
          // Sorted by time, so that a second's end between two writes changes their order.
          items.sort(Comparator.comparing(Normaliser::writer));
        } else if (field.equals("causes")) {
          items.sort(Comparator.comparing(JsonNode::toString));
        }
        yield JsonNodeFactory.instance.arrayNode().addAll(items);
      }
      case TextNode text -> new TextNode(value(field, text.asText(), ofAList));
      default -> node;
    };
  }

  /** Field names hold uids too: the owners that a manager has set. */
  private String key(String key) {
    return key.startsWith("k:") ? text(key) : key;
  }

  /** What is wrong with an object comes in any order, as its fields do in a map. */
  private static String sorted(String message) {
    Matcher list = ERRORS.matcher(message);
    if (!list.matches()) {
      return message;
    }
    return list.group(1)
        + Stream.of(ERROR.split(list.group(2))).sorted().collect(Collectors.joining(", "))
        + "]";
  }

  private static String writer(JsonNode managedFields) {
    return Stream.of("operation", "manager", "subresource", "apiVersion")
        .map(it -> managedFields.path(it).asText())
        .collect(Collectors.joining(" "));
  }

  private ObjectNode object(ObjectNode object, String field, boolean ofAList) {
    boolean list =
        object.has("items")
            || object.path("kind").asText().equals("Table")
            || object.at("/metadata/annotations/k8s.io~1initial-events-end").isTextual();
    // An operation of a JSON patch.
    boolean versioned = object.path("path").asText().endsWith("/resourceVersion");
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(it -> {
          boolean listMeta =
              it.getKey().equals("metadata") ? list : ofAList && field.equals("metadata");
          String name = versioned && it.getKey().equals("value") ? "resourceVersion" : it.getKey();
          copy.set(key(it.getKey()), normal(it.getValue(), name, listMeta));
        });
    return copy;
  }

  private String value(String field, String value, boolean ofAList) {
    return switch (field) {
      case "resourceVersion" -> version(value, !ofAList);
      case "continue" -> value.isEmpty() ? value : "<continue>";
      case "message" -> sorted(text(value));
      case "cells" -> AGE.matcher(text(value)).replaceAll("<age>");
      default -> text(value);
    };
  }

  /** Numbers that clients make up, 0 and 1, are no versions. */
  private String version(String version, boolean exact) {
    if (!version.matches("\\d{1,18}") || (version.length() == 1 && Long.parseLong(version) < 2)) {
      return version;
    }
    long number = Long.parseLong(version);
    if (exact && versions.contains(number)) {
      return "rv-" + versions.headSet(number, true).size();
    }
    return "rv-" + versions.headSet(number, true).size() + "+";
  }

  private String uid(String uid) {
    return uids.computeIfAbsent(uid, it -> "uid-" + (uids.size() + 1));
  }

  private static String time(String fraction) {
    return fraction == null ? "<time>" : "<time." + (fraction.length() - 1) + ">";
  }

  private static Stream<JsonNode> documents(String lines) {
    return lines.lines().flatMap(line -> parse(line).stream());
  }

  private static Optional<JsonNode> parse(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(stripped));
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }
}
