package dev.fairlead.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is formatted, compiles without a warning, and passes its own tests. */
class ProjectTest {

  @TempDir private Path directory;

  @BeforeEach
  void everyTemplateIsUsed() {
    CommandLine.succeed(
        "new",
        "bakery",
        "--group",
        "bakery.example.com",
        "--version",
        "v1alpha1",
        "--kind",
        "Oven",
        "--owns",
        "Deployment",
        "Service",
        "--directory",
        directory.toString());
    List<String> others =
        new ArrayList<>(List.of("new", "--directory", directory.toString(), "--add", "Tray"));
    others.add("--owns");
    Stream.of(OwnedKind.values())
        .map(OwnedKind::kind)
        .filter(kind -> !kind.equals("Deployment"))
        .forEach(others::add);
    CommandLine.succeed(others.toArray(String[]::new));
    CommandLine.succeed("new", "--directory", directory.toString(), "--add", "Note");
    CommandLine.succeed(
        "new",
        "--directory",
        directory.toString(),
        "--add",
        "ARatherLongNameForAKind",
        "--owns",
        "ConfigMap,Deployment,Service");
  }

  @Test
  void isFormatted() throws Exception {
    for (Path source : sources()) {
      String text = Files.readString(source);
      assertThat(text).isEqualTo(new Formatter().formatSource(text));
    }
  }

  @Test
  void compilesWithoutAWarningAndPassesItsTests() throws Exception {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    compile(classes);

    Process tests =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + ":" + System.getProperty("java.class.path"),
                GeneratedTests.class.getName(),
                classes.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tests.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(tests.exitValue()).as(said).isZero();
    assertThat(said).contains("14 tests passed");
  }

  @Test
  void itsPluginsAreThoseOfTheBuild() throws IOException {
    String ours = Files.readString(Path.of("..", "pom.xml"));

    Pattern.compile("<(maven-[a-z]+-plugin)\\.version>([^<]+)<")
        .matcher(Files.readString(directory.resolve("pom.xml")))
        .results()
        .forEach(plugin ->
            assertThat(ours)
                .containsPattern(
                    "<artifactId>%s</artifactId>\\s*<version>%s</version>"
                        .formatted(plugin.group(1), Pattern.quote(plugin.group(2)))));
  }

  @Test
  void aDryRunWritesNothing() {
    Path elsewhere = directory.resolve("elsewhere");

    String said =
        CommandLine.succeed(
            "new",
            "bakery",
            "--group",
            "bakery.example.com",
            "--version",
            "v1",
            "--kind",
            "Oven",
            "--dry-run",
            "--directory",
            elsewhere.toString());

    assertThat(said.lines()).contains(elsewhere.resolve("pom.xml").toString());
    assertThat(elsewhere).doesNotExist();
  }

  private void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  Arrays.asList(
                      "-d",
                      classes.toString(),
                      "-proc:none",
                      "-Xlint:all,-processing,-classfile,-path",
                      "-Werror",
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
