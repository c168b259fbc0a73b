package dev.fairlead.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.prometheus.Observability;
import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever docs/OPERATIONS.md names on the way from a symptom to its cause is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymptomsDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SYMPTOM =
      Pattern.compile("^### ([^\n]*)\n(.*?)(?=^### |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SAID = Pattern.compile("^> (.*)$", Pattern.MULTILINE);
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:fairlead|controller_runtime|workqueue|rest_client)_[a-z_]+");
  private static final Pattern ALERT = Pattern.compile("`(Fairlead[A-Z]\\w+)`");
  private static final Pattern SETTING =
      Pattern.compile("`((?:controllers|kubernetes|mesh)\\.[\\w.]+)`");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  /** Two strings of Java that are one to who reads them. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  private String section;
  private List<Symptom> symptoms;

  private record Symptom(String title, String text) {

    List<String> all(Pattern pattern) {
      return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
  }

  @BeforeAll
  void read() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/OPERATIONS.md"), UTF_8);
    section = page.substring(page.indexOf("## From symptom to cause"), page.indexOf("## Alerts"));
    symptoms =
        SYMPTOM
            .matcher(section)
            .results()
            .map(found -> new Symptom(found.group(1), found.group(2)))
            .toList();
  }

  @Test
  void eachHasWhatOneSeesACommandACauseARemedyAndATest() {
    assertThat(symptoms)
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(symptom -> {
          assertThat(symptom.text())
              .contains("**See.**", "**Cause.**", "**Remedy.**", "**Tried by**");
          assertThat(symptom.all(BLOCK)).as(symptom.title()).isNotEmpty();
          assertThat(symptom.all(TEST)).as(symptom.title()).isNotEmpty();
        });
  }

  @Test
  void everyMetricAlertAndSettingIsThere() throws IOException {
    String rules = Files.readString(Observability.RULES, UTF_8);
    String metrics =
        Observability.listed().stream()
            .map(Observability.Metric::name)
            .collect(Collectors.joining("\n", "\n", "\n"));
    String settings = said("config", "schema");

    assertThat(METRIC.matcher(section).results().map(it -> it.group()))
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(metrics).contains("\n" + metric + "\n"));
    assertThat(ALERT.matcher(section).results().map(it -> it.group(1)))
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(rules).contains("alert: " + alert + "\n"));
    assertThat(SETTING.matcher(section).results().map(it -> it.group(1)))
        .isNotEmpty()
        .allSatisfy(path ->
            assertThat(settings).contains("\"" + path.substring(path.lastIndexOf('.') + 1) + "\""));
  }

  @Test
  void everyCommandIsThereWithItsFlags() {
    List<List<String>> commands =
        symptoms.stream()
            .flatMap(symptom -> symptom.all(BLOCK).stream())
            .flatMap(String::lines)
            .filter(line -> line.startsWith("./fairlead "))
            .map(line -> Arrays.asList(line.substring("./fairlead ".length()).split(" ")))
            .toList();

    assertThat(commands)
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(command -> {
          List<String> name = command.subList(0, command.getFirst().equals("config") ? 2 : 1);
          String help =
              said(Stream.concat(name.stream(), Stream.of("--help")).toArray(String[]::new));
          assertThat(help).contains("Usage: ");
          assertThat(command.stream().filter(word -> word.startsWith("--")))
              .allSatisfy(flag -> assertThat(help).contains(flag));
        });
  }

  @Test
  void everySentenceIsSaidByTheProgram() throws IOException {
    String text =
        java("main").stream().map(SymptomsDocumentTest::text).collect(Collectors.joining());
    String program = JOINED.matcher(text).replaceAll("");

    assertThat(symptoms.stream().flatMap(symptom -> symptom.all(SAID).stream()))
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(sentence ->
            assertThat(Stream.of(sentence.split("…")).map(String::strip))
                .as(sentence)
                .allSatisfy(part -> assertThat(program.contains(part)).as(part).isTrue()));
  }

  @Test
  void everyTestIsThere() throws IOException {
    List<Path> all = java("test");
    assertThat(TEST.matcher(section).results())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(test ->
            assertThat(all)
                .filteredOn(file -> file.endsWith(test.group(1) + ".java"))
                .extracting(SymptomsDocumentTest::text)
                .as(test.group())
                .anySatisfy(text -> assertThat(text).contains("void " + test.group(2) + "(")));
  }

  private static String said(String... arguments) {
    StringWriter told = new StringWriter();
    Fairlead.execute(arguments, new PrintWriter(told), new PrintWriter(told));
    return told.toString();
  }

  /** The Java files of all modules. */
  private static List<Path> java(String of) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> sources =
        Files.find(ROOT, 3, (path, file) -> file.isDirectory() && path.endsWith("src"))) {
      for (Path source : sources.map(it -> it.resolve(of)).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files =
            Files.find(source, 20, (path, _) -> path.toString().endsWith(".java"))) {
          files.forEach(all::add);
        }
      }
    }
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
