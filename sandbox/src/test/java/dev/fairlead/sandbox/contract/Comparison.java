package dev.fairlead.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.sandbox.contract.Exchange.Request;
import dev.fairlead.sandbox.contract.Exchange.Response;
import dev.fairlead.sandbox.contract.Stage.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what is different in two outcomes of one scenario. Exchanges are matched by what was asked,
 * and those alike by their order: clients ask some things at once.
 */
final class Comparison {

  private static final String NOTHING = "nothing";

  private final String scenario;
  private final Normaliser expectedWords;
  private final Normaliser actualWords;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(String scenario, Outcome expected, Outcome actual) {
    this.scenario = scenario;
    this.expectedWords = new Normaliser(expected);
    this.actualWords = new Normaliser(actual);
  }

  /** All differences; empty for none. */
  static List<Difference> of(String scenario, Outcome expected, Outcome actual) {
    Comparison comparison = new Comparison(scenario, expected, actual);
    comparison.exchanges(expected.exchanges(), actual.exchanges());
    comparison.outputs(expected.outputs(), actual.outputs());
    return List.copyOf(comparison.differences);
  }

  private void exchanges(List<Exchange> expected, List<Exchange> actual) {
    Map<String, List<Exchange>> expectedByRequest = byRequest(expected, expectedWords);
    Map<String, List<Exchange>> actualByRequest = byRequest(actual, actualWords);
    expectedByRequest.forEach((request, ones) -> {
      List<Exchange> others = actualByRequest.getOrDefault(request, List.of());
      if (ones.size() != others.size() && !(others.size() > 0 && isAsking(ones.getFirst()))) {
        differ(request, "calls", ones.size() + " times", others.size() + " times");
      }
      for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
        if (answered(ones.get(i)) && answered(others.get(i))) {
          exchange(request, ones.get(i), others.get(i));
        }
      }
    });
    actualByRequest.forEach((request, ones) -> {
      if (!expectedByRequest.containsKey(request)) {
        differ(request, "calls", "0 times", ones.size() + " times");
      }
    });
  }

  /** Not so where the client was ended before. */
  private static boolean answered(Exchange exchange) {
    return exchange.response().status() != 0 || !exchange.step().isEmpty();
  }

  /** A client reads as often as it likes: it waits, has a cache, or watches until it is ended. */
  private static boolean isAsking(Exchange exchange) {
    return exchange.step().isEmpty() && exchange.request().method().equals("GET");
  }

  /** Of what a client reads again and again, only the last answer is sure to be the same. */
  private static Map<String, List<Exchange>> byRequest(List<Exchange> all, Normaliser words) {
    Map<String, List<Exchange>> byRequest = new LinkedHashMap<>();
    for (Exchange exchange : all) {
      String request =
          exchange.step().isEmpty() ? words.request(exchange.request()) : exchange.step();
      List<Exchange> same = byRequest.computeIfAbsent(request, it -> new ArrayList<>());
      if (isAsking(exchange) && !exchange.request().isWatch()) {
        same.clear();
      }
      same.add(exchange);
    }
    return byRequest;
  }

  private void exchange(String step, Exchange expected, Exchange actual) {
    request(step, expected.request(), actual.request());
    Response theirs = expected.response();
    Response ours = actual.response();
    same(step, "status", theirs.status() + "", ours.status() + "");
    same(step, "content type", theirs.contentType(), ours.contentType());
    same(
        step,
        "warnings",
        expectedWords.text(theirs.warnings().toString()),
        actualWords.text(ours.warnings().toString()));
    if (expected.request().isWatch() && (theirs.status() == 200 || theirs.status() == 101)) {
      events(step, !expected.step().isEmpty(), theirs, ours);
    } else {
      json(step, "", expectedWords.body(theirs.body()), actualWords.body(ours.body()));
    }
  }

  private void request(String step, Request expected, Request actual) {
    same(step, "request accept", expected.accept(), actual.accept());
    same(step, "request content type", expected.contentType(), actual.contentType());
    json(step, "request", expectedWords.body(expected.body()), actualWords.body(actual.body()));
  }

  /** Where a client ends a watch it is chance how much of it still came. */
  private void events(String step, boolean whole, Response expected, Response actual) {
    List<JsonNode> theirs = expectedWords.events(expected.body());
    List<JsonNode> ours = actualWords.events(actual.body());
    if (whole && theirs.size() != ours.size()) {
      differ(step, "events", types(theirs), types(ours));
    }
    for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
      json(step, "/event/" + i, theirs.get(i), ours.get(i));
    }
  }

  private static String types(List<JsonNode> events) {
    return events.stream().map(it -> it.path("type").asText()).toList().toString();
  }

  private void outputs(List<Output> expected, List<Output> actual) {
    if (expected.size() != actual.size()) {
      differ("outputs", "count", expected.size() + "", actual.size() + "");
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      Output theirs = expected.get(i);
      Output ours = actual.get(i);
      same(theirs.step(), "exit code", theirs.exitCode() + "", ours.exitCode() + "");
      lines(
          theirs.step(),
          "output",
          expectedWords.printed(theirs.out()),
          actualWords.printed(ours.out()));
      lines(
          theirs.step(),
          "errors",
          expectedWords.printed(theirs.err()),
          actualWords.printed(ours.err()));
    }
  }

  /** The first line that differs says more than two long texts. */
  private void lines(String step, String field, String expected, String actual) {
    List<String> theirs = expected.lines().toList();
    List<String> ours = actual.lines().toList();
    for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      String their = i < theirs.size() ? theirs.get(i) : NOTHING;
      String our = i < ours.size() ? ours.get(i) : NOTHING;
      if (!their.equals(our)) {
        differ(step, field + " line " + (i + 1), their, our);
        return;
      }
    }
  }

  private void json(String step, String path, JsonNode expected, JsonNode actual) {
    if (expected.equals(actual)) {
      return;
    }
    if (expected.isObject() && actual.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> json(step, path + "/" + name, expected.path(name), actual.path(name)));
    } else if (expected.isArray() && actual.isArray()) {
      if (expected.size() != actual.size() && isNamed(expected) && isNamed(actual)) {
        items(step, path, named(expected), named(actual));
        return;
      }
      if (expected.size() != actual.size()) {
        differ(step, path + "/#", expected.size() + " items", actual.size() + " items");
      }
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        json(step, path + "/" + i, expected.path(i), actual.path(i));
      }
    } else {
      differ(step, path, shown(expected), shown(actual));
    }
  }

  /** Where one list has more, items of the same name are compared, and their order. */
  private void items(
      String step, String path, Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
    expected.forEach((name, item) ->
        json(step, path + "/" + name, item, actual.getOrDefault(name, MissingNode.getInstance())));
    actual.forEach((name, item) -> {
      if (!expected.containsKey(name)) {
        json(step, path + "/" + name, MissingNode.getInstance(), item);
      }
    });
    List<String> theirs = expected.keySet().stream().filter(actual::containsKey).toList();
    List<String> ours = actual.keySet().stream().filter(expected::containsKey).toList();
    same(step, path + "/order", theirs.toString(), ours.toString());
  }

  private static boolean isNamed(JsonNode array) {
    Map<String, JsonNode> named = named(array);
    return named.size() == array.size() && !named.containsKey("");
  }

  private static Map<String, JsonNode> named(JsonNode array) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (JsonNode item : array) {
      String name =
          Stream.of("/metadata/name", "/name", "/resource", "/subresource", "/version")
              .map(it -> item.at(it).asText())
              .filter(it -> !it.isEmpty())
              .findFirst()
              .orElse("");
      named.put(name, item);
    }
    return named;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? NOTHING : node.toString();
  }

  private void same(String step, String field, String expected, String actual) {
    if (!expected.equals(actual)) {
      differ(step, field, expected, actual);
    }
  }

  private void differ(String step, String field, String expected, String actual) {
    differences.add(new Difference(scenario, step, field, expected, actual));
  }
}
