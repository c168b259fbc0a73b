package dev.fairlead.sandbox.contract;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.sandbox.audit.CallShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario on a kube-apiserver and on the sandbox. With {@code -Dcontract.subject=real} a
 * second kube-apiserver takes the sandbox's place: whatever differs then is the fault of this test.
 * With {@code -Dcontract.only=TEXT} only scenarios whose name contains the text are played.
 */
@RealControlPlane
class ContractIT {

  private static final int CALLS_MIN = 250;
  private static final int SCENARIO_MAX_SECONDS = 60;
  private static final Path REPORT = Path.of("target/contract-differences.txt");
  private static final Path SCRIPTS = Path.of("src/test/resources/dev/fairlead/sandbox/contract");
  private static final Path FAIRLEAD = SCRIPTS.resolve("fairlead-calls.txt");
  private static final Path LISTED = Path.of("../docs/SANDBOX.md");
  private static final String ONLY = System.getProperty("contract.only", "");

  @TempDir private Path directory;

  private final List<Exchange> calls = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> contract(ControlPlane real) throws IOException {
    Files.deleteIfExists(REPORT);
    Subject subject = Subject.start();
    Theatre expected = new Theatre(Endpoint.of(real), directory.resolve("expected"));
    Theatre actual = new Theatre(subject.endpoint(), directory.resolve("actual"));
    ListedDifferences listed = ListedDifferences.read(LISTED);

    Stream<DynamicTest> scenarios =
        scenarios().stream()
            .filter(it -> it.name().contains(ONLY))
            .map(scenario ->
                DynamicTest.dynamicTest(
                    scenario.name(), () -> compare(scenario, expected, actual, listed)));
    Stream<DynamicTest> whole =
        Stream.of(
            DynamicTest.dynamicTest(
                "every difference that is listed occurs",
                () -> {
                  if (ONLY.isEmpty() && !subject.isReal()) {
                    assertThat(listed.gone())
                        .as("differences in docs/SANDBOX.md that are no more")
                        .isEmpty();
                  }
                }),
            DynamicTest.dynamicTest(
                "a scenario makes each call that Fairlead makes",
                () -> {
                  if (ONLY.isEmpty()) {
                    assertThat(calls.stream().map(ContractIT::shape).map(CallShape::text))
                        .as("the calls of the scenarios, which %s needs", FAIRLEAD)
                        .containsAll(Files.readAllLines(FAIRLEAD));
                  }
                }),
            DynamicTest.dynamicTest(
                "the list of calls is long",
                () -> {
                  System.out.printf(
                      "contract: %d calls, %d differences listed%n", calls.size(), listed.size());
                  if (ONLY.isEmpty()) {
                    assertThat(calls.size()).isGreaterThanOrEqualTo(CALLS_MIN);
                  }
                }));
    return Stream.concat(scenarios, whole)
        .onClose(() -> {
          expected.close();
          actual.close();
          subject.close();
        });
  }

  private static CallShape shape(Exchange exchange) {
    Exchange.Request request = exchange.request();
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return CallShape.of(
        request.method(),
        request.path() + query,
        request.body().isEmpty() ? "" : request.contentType());
  }

  private static List<Scenario> scenarios() throws IOException {
    Kubectl kubectl = Kubectl.located();
    List<Scenario> scenarios = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
        Script.read(file).forEach(it -> scenarios.add(new ScriptedScenario(it, kubectl)));
      }
    }
    scenarios.addAll(Fabric8Scenarios.all());
    return scenarios;
  }

  private void compare(
      Scenario scenario, Theatre expected, Theatre actual, ListedDifferences listed)
      throws Exception {
    Callable<Outcome> there = () -> expected.play(scenario);
    Callable<Outcome> here = () -> actual.play(scenario);
    ExecutorService both = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<Outcome> theirs = both.submit(there);
      Future<Outcome> ours = both.submit(here);
      Outcome expectedOutcome = theirs.get(SCENARIO_MAX_SECONDS, TimeUnit.SECONDS);
      Outcome actualOutcome = ours.get(SCENARIO_MAX_SECONDS, TimeUnit.SECONDS);
      calls.addAll(expectedOutcome.exchanges());
      List<Difference> differences = Comparison.of(scenario.name(), expectedOutcome, actualOutcome);
      List<Difference> unlisted = listed.unlisted(differences);
      Files.write(REPORT, unlisted.stream().map(Difference::toString).toList(), CREATE, APPEND);
      assertThat(unlisted).isEmpty();
    } finally {
      both.shutdownNow();
    }
  }
}
