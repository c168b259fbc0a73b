package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.distribution.Main;
import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What of k8s/base is generated is what the operators that ship declare. */
class BaseManifestsTest {

  @Test
  void theRbacIsThatOfTheOperatorsThatShip() throws IOException {
    assertThat(Files.readString(Manifests.BASE.resolve("rbac.yaml")))
        .as("./fairlead rbac > k8s/base/rbac.yaml")
        .isEqualTo(printed("rbac"));
  }

  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Fairlead.execute(arguments, new PrintWriter(out), new PrintWriter(err), Main.operators());
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
