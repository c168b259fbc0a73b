package dev.fairlead.sandbox.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Plays a {@link Script}. */
record ScriptedScenario(Script script, Kubectl kubectl) implements Scenario {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:]+)}");

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public void play(Stage stage) throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (Play play = new Play(stage, kubectl, http)) {
      for (Script.Step step : script.steps()) {
        play.play(step);
      }
    } finally {
      // An ordinary close would wait for streams to end.
      http.shutdownNow();
    }
  }

  /** Something that goes on in the background and of which more and more is seen. */
  interface Ongoing extends AutoCloseable {
    /** Events or lines so far. */
    int count();

    @Override
    void close();
  }

  /** One run of the script. */
  private static final class Play implements AutoCloseable {
    private final Stage stage;
    private final Kubectl kubectl;
    private final HttpClient http;
    private final Map<String, String> saved = new HashMap<>();
    private final Map<String, Ongoing> background = new HashMap<>();

    Play(Stage stage, Kubectl kubectl, HttpClient http) {
      this.stage = stage;
      this.kubectl = kubectl;
      this.http = http;
    }

    void play(Script.Step step) throws IOException, InterruptedException {
      switch (step) {
        case Script.Call call -> call(call);
        case Script.Watch watch ->
            background.put(
                watch.as(),
                WatchStream.open(
                    http, request(watch.name(), watch.path(), watch.headers(), "").GET().build()));
        case Script.Command command -> command(command);
        case Script.Await await -> await(await);
      }
    }

    private void call(Script.Call call) throws IOException, InterruptedException {
      Supplier<HttpResponse<String>> once = () -> send(call);
      HttpResponse<String> answer =
          call.until().isEmpty()
              ? once.get()
              : Objects.requireNonNull(
                  Awaitility.await(call.name())
                      .atMost(PATIENCE)
                      .pollDelay(Duration.ZERO)
                      .pollInterval(Duration.ofMillis(25))
                      .until(once::get, it -> holds(call.until(), it)));
      if (!call.save().isEmpty()) {
        for (Map.Entry<String, String> each : call.save().entrySet()) {
          saved.put(each.getKey(), value(answer, each.getValue()));
        }
      }
    }

    /** A value of the body by its pointer, or a header by its name. */
    private static String value(HttpResponse<String> answer, String where) throws IOException {
      return where.startsWith("/")
          ? JSON.readTree(answer.body()).at(where).asText()
          : answer.headers().firstValue(where).orElse("");
    }

    private HttpResponse<String> send(Script.Call call) {
      if (!call.until().isEmpty()) {
        stage.recorder().forget(call.name());
      }
      HttpRequest request =
          request(call.name(), call.path(), call.headers(), call.user())
              .method(
                  call.method(),
                  call.body().isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(filled(call.body())))
              .build();
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new IllegalStateException(call.name() + " was not answered: " + e, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private static boolean holds(Map<String, String> until, HttpResponse<String> answer) {
      return until.entrySet().stream()
          .allMatch(it -> {
            if (it.getKey().equals("status")) {
              return answer.statusCode() == Integer.parseInt(it.getValue());
            }
            try {
              return JSON.readTree(answer.body()).at(it.getKey()).asText().equals(it.getValue());
            } catch (IOException noJson) {
              return false;
            }
          });
    }

    private void command(Script.Command command) throws IOException, InterruptedException {
      String arguments = filled(command.arguments());
      if (command.as().isEmpty()) {
        stage.print(
            kubectl.run(
                stage, command.name(), arguments, filled(command.input()), command.editor()));
      } else {
        background.put(command.as(), kubectl.start(stage, command.name(), arguments));
      }
    }

    private void await(Script.Await await) {
      try (Ongoing ongoing = Objects.requireNonNull(background.remove(await.as()), await.name())) {
        Awaitility.await(await.name() + " " + await.count())
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> ongoing.count() >= await.count());
      }
    }

    private HttpRequest.Builder request(
        String step, String path, Map<String, String> headers, String user) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(stage.uri() + filled(path)))
              .timeout(PATIENCE.multipliedBy(3))
              .header("User-Agent", "contract/1")
              .header(Recorder.STEP, URLEncoder.encode(step, StandardCharsets.UTF_8));
      headers.forEach((name, value) -> request.header(name, filled(value)));
      if (!user.isEmpty()) {
        request.header("Authorization", "Bearer " + Objects.requireNonNull(saved.get(user), user));
      }
      return request;
    }

    private String filled(String text) {
      Matcher matcher = VARIABLE.matcher(text.replaceAll("\\bNS\\b", stage.namespace()));
      return matcher.replaceAll(it -> Matcher.quoteReplacement(value(it.group(1))));
    }

    private String value(String variable) {
      return variable.startsWith("fill:")
          ? "x".repeat(Integer.parseInt(variable.substring("fill:".length())))
          : Objects.requireNonNull(saved.get(variable), () -> "nothing was saved as " + variable);
    }

    @Override
    public void close() {
      background.values().forEach(Ongoing::close);
    }
  }
}
