package dev.fairlead.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be is one line and exit code 2, and nothing is written. */
class RefusalTest {

  private static final String FINE = " --group bakery.example.com --version v1 --kind Oven";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new | NAME is missing",
        "new shop | --kind is missing",
        "new shop --kind Oven | --group is missing",
        "new shop --kind Oven --group a.example.com | --version is missing",
        "new Shop FINE | \"Shop\" is no DNS label",
        "new -shop- FINE | -shop-",
        "new a23456789b123456789c123456789d123456789e1 FINE | at most 40 lower-case letters",
        "new shop --group example --version v1 --kind Oven | \"example\" is no DNS subdomain",
        "new shop --group a..com --version v1 --kind Oven | \"a..com\" is no DNS subdomain",
        "new shop --group a.k8s.io --version v1 --kind Oven | belongs to Kubernetes",
        "new shop --group a.com --version 1 --kind Oven | \"1\" is no version of an API",
        "new shop --group a.com --version v1gamma1 --kind Oven | such as v1, v1beta1 or v1alpha1",
        "new shop --group a.com --version v1 --kind oven | \"oven\" is not in upper camel case",
        "new shop --group a.com --version v1 --kind My-Oven | such as Oven",
        "new shop --group a.com --version v1 --kind List | a class List beside another List",
        "new shop --group a.com --version v1 --kind Service --owns Service | a class Service",
        "new shop FINE --owns Deploiment | did you mean Deployment?",
        "new shop FINE --owns batch/Deployment | did you mean Deployment?",
        "new shop FINE --owns Flux | take some of Deployment, StatefulSet",
        "new shop FINE --owns Service apps/Deployment Service | names Service twice",
        "new shop FINE --owns | --owns",
        "new --add Tray | is no project made by fairlead new",
        "new shop --add Tray | --add takes no NAME",
      })
  void whatCannotBeIsOneLine(String args, String expected) throws IOException {
    Path target = directory.resolve("target");
    String given = args.strip().replace(" FINE", FINE);

    CommandLine refused = CommandLine.run((given + " --directory=" + target).split(" "));

    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).startsWith("fairlead: ").contains(expected.strip());
    assertThat(refused.err().strip().lines()).hasSize(1);
    assertThat(refused.out()).isEmpty();
    assertThat(target).doesNotExist();
  }

  @Test
  void whereSomethingIsNothingIsWritten() throws IOException {
    Files.writeString(directory.resolve("mine"), "mine");

    assertRefused("is not empty", "new shop" + FINE + " --directory=" + directory);
    assertRefused("is a file", "new shop" + FINE + " --directory=" + directory.resolve("mine"));
    assertThat(content()).containsExactly(directory.resolve("mine"));
  }

  @Test
  void aKindThatIsThereIsNotWrittenAgain() throws IOException {
    CommandLine.succeed(("new shop" + FINE + " --directory=" + directory).split(" "));
    List<Path> before = content();

    assertRefused("Oven.java is there already", "new --add Oven --directory=" + directory);
    assertRefused("did you mean Secret?", "new --add Tray --owns Sekret --directory=" + directory);
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void aMainThatIsNotUnderstoodIsLeftAlone() throws IOException {
    CommandLine.succeed(("new shop" + FINE + " --directory=" + directory).split(" "));
    Path main = directory.resolve("src/main/java/com/example/bakery/Main.java");
    Files.writeString(main, "class Main {}\n");
    List<Path> before = content();

    assertRefused("has no plain Fairlead.run", "new --add Tray --directory=" + directory);
    assertThat(content()).isEqualTo(before);
    assertThat(main).hasContent("class Main {}\n");
  }

  @Test
  void aFailureHalfWayLeavesNothing() throws IOException {
    // A file where a directory would go.
    CommandLine.succeed(("new shop" + FINE + " --directory=" + directory).split(" "));
    Files.delete(directory.resolve("samples/oven.yaml"));
    Files.delete(directory.resolve("samples"));
    Files.writeString(directory.resolve("samples"), "in the way");
    List<Path> before = content();

    CommandLine failed = CommandLine.run("new", "--add", "Tray", "--directory=" + directory);

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("samples").contains("nothing was written");
    assertThat(content()).isEqualTo(before);
  }

  private static void assertRefused(String expected, String args) {
    CommandLine refused = CommandLine.run(args.split(" "));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(expected);
    assertThat(refused.err().strip().lines()).hasSize(1);
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
