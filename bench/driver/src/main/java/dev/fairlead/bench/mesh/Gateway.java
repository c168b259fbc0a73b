package dev.fairlead.bench.mesh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.bench.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a gateway of a mesh can be asked, at one address. Calls block. Safe for use by many threads.
 */
final class Gateway {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Where an object stands: the number of its last attempt, and who runs it. */
  record Standing(long attempt, String worker) {}

  Gateway(URI address) {
    this.address = address;
  }

  /** The incarnations of all processes that it knows. */
  Set<String> members() {
    return members(process -> true);
  }

  /** The incarnations of those with the reconciler role. */
  Set<String> reconcilers() {
    return members(process ->
        StreamSupport.stream(process.path("roles").spliterator(), false)
            .anyMatch(role -> role.asText().equals("reconciler")));
  }

  private Set<String> members(Predicate<JsonNode> which) {
    return StreamSupport.stream(get("/api/v1/mesh").path("processes").spliterator(), false)
        .filter(which)
        .map(process -> process.path("incarnation").asText())
        .collect(Collectors.toSet());
  }

  /** How many workers have announced themselves to the owner of a controller. */
  int workers(String controller) {
    HttpResponse<String> answer = ask("/api/v1/controllers/" + controller);
    return answer.statusCode() == 200 ? parse(answer.body()).path("workers").asInt() : 0;
  }

  /** Where the objects of a controller stand, as many as one page has; none while nobody knows. */
  Map<String, Standing> objects(String controller) {
    HttpResponse<String> answer =
        ask("/api/v1/controllers/%s/objects?limit=500".formatted(controller));
    Map<String, Standing> objects = new HashMap<>();
    if (answer.statusCode() == 200) {
      parse(answer.body())
          .path("items")
          .forEach(object ->
              objects.put(
                  object.path("name").asText(),
                  new Standing(object.path("attempt").asLong(), object.path("worker").asText(""))));
    }
    return objects;
  }

  /** How many objects a page has, and where the next one begins; empty after the last. */
  record Page(int objects, Optional<String> next) {}

  /** A page of the objects of a controller, from where another one ended. */
  Page page(String controller, int limit, Optional<String> from) {
    JsonNode page =
        get(
            "/api/v1/controllers/%s/objects?limit=%d%s"
                .formatted(
                    controller,
                    limit,
                    from.map(token -> "&continue=" + URLEncoder.encode(token, UTF_8)).orElse("")));
    return new Page(
        page.path("items").size(),
        Optional.of(page.path("continue").asText("")).filter(token -> !token.isEmpty()));
  }

  /** How many objects of a controller are known; none while nobody knows. */
  long known(String controller) {
    HttpResponse<String> answer = ask("/api/v1/controllers/" + controller);
    return answer.statusCode() == 200 ? parse(answer.body()).path("objects").asLong() : 0;
  }

  /**
   * How many attempts the owner of a controller has given out; they are numbered. The last numbers
   * of all its objects are looked at, so their number is how much it can be off.
   */
  long attempts(String controller) {
    return objects(controller).values().stream().mapToLong(Standing::attempt).max().orElse(0);
  }

  /** What is wrong with the answer to a question; empty if it is as it should be. */
  Optional<String> failure(String path) {
    try {
      HttpResponse<String> answer = ask(path);
      return answer.statusCode() == 200
          ? Optional.empty()
          : Optional.of(answer.statusCode() + " " + answer.body());
    } catch (BenchException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = ask(path);
    if (answer.statusCode() != 200) {
      throw new BenchException(
          "the gateway answers %s with %d %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return parse(answer.body());
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BenchException("the gateway's answer is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private HttpResponse<String> ask(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER_MAX).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BenchException("the gateway does not answer %s: %s".formatted(path, e), e);
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    }
  }
}
