package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How the files of the console are served, and what may not stand in them. */
class ConsoleTest {

  private static final ScriptedMesh MESH = new ScriptedMesh(Map.of());

  /** Every way from text to markup or code, and what the policy would refuse anyway. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|srcdoc|\\beval\\(|new Function"
              + "|\\bstyle=|<style|<script>|\\son[a-z]+=\"|javascript:");

  @AfterAll
  static void close() {
    MESH.close();
  }

  @Test
  void everyFileIsServedAndNoOther() throws Exception {
    for (String file : Console.FILES) {
      HttpResponse<String> response = get(path(file), "accept", "text/html,*/*;q=0.8");
      assertThat(response.statusCode()).as(file).isEqualTo(200);
      assertThat(response.body()).as(file).isEqualTo(Files.readString(directory().resolve(file)));
      assertThat(header(response, "content-security-policy")).isEqualTo(Console.POLICY);
      assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
      assertThat(header(response, "cache-control")).isEqualTo("no-cache");
    }
    Path directory = directory();
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(Files::isRegularFile).map(it -> directory.relativize(it).toString()))
          .containsExactlyInAnyOrderElementsOf(Console.FILES);
    }
    for (String path : List.of("/console/", "/console/index.html", "/console/x.js")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(MESH.send("DELETE", "/console/main.js", "").statusCode()).isEqualTo(405);
  }

  @Test
  void typesAreThoseThatBrowsersInsistOn() {
    assertThat(header(get("/console/main.js"), "content-type"))
        .isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(get("/console/console.css"), "content-type"))
        .isEqualTo("text/css; charset=utf-8");
    assertThat(header(get("/console/icon.svg"), "content-type")).isEqualTo("image/svg+xml");
  }

  @Test
  void thePageIsForWhoeverTakesHtml() {
    HttpResponse<String> browser = get("/", "accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(header(browser, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(browser, "vary")).isEqualToIgnoringCase("accept");
    HttpResponse<String> curl = get("/", "accept", "*/*");
    assertThat(header(curl, "content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(curl, "vary")).isEqualToIgnoringCase("accept");
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String etag = header(get("/console/main.js"), "etag");
    HttpResponse<String> again = get("/console/main.js", "if-none-match", "\"other\", " + etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/console/main.js", "if-none-match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(header(get("/console/dom.js"), "etag")).isNotEqualTo(etag);
  }

  @Test
  void everyModuleIsAnnouncedByThePage() throws Exception {
    String page = Files.readString(directory().resolve(Console.PAGE));
    assertThat(Console.FILES)
        .filteredOn(file -> !file.equals(Console.PAGE))
        .allSatisfy(file -> assertThat(page).contains("\"/console/" + file + "\""));
  }

  @Test
  void nothingIsMadeOfTextAndNothingIsLoadedFromElsewhere() throws Exception {
    for (String file : Console.FILES) {
      String text = Files.readString(directory().resolve(file));
      assertThat(FORBIDDEN.matcher(text).results().map(it -> it.group())).as(file).isEmpty();
      assertThat(
              Pattern.compile("https?://[^\\s'\"]+").matcher(text).results().map(it -> it.group()))
          .as(file)
          .allMatch(url -> url.equals("http://www.w3.org/2000/svg"));
    }
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return MESH.get(path, headers);
  }

  private static String path(String file) {
    return file.equals(Console.PAGE) ? "/" : "/console/" + file;
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static Path directory() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Console.class.getResource("console")).toURI());
  }
}
