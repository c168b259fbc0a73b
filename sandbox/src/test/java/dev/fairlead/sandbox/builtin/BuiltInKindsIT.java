package dev.fairlead.sandbox.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Controllers;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.client.Config;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every document of documents.yaml is sent to a real kube-apiserver and given to the strategies:
 * both answer with the same object, or refuse for the same reasons.
 */
@RealControlPlane(controllers = Controllers.NONE)
class BuiltInKindsIT {

  private static RealServer server;

  @BeforeAll
  static void start(ControlPlane controlPlane) {
    server = new RealServer(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  List<DynamicTest> answersAreTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Sample sample : Sample.all()) {
      tests.add(DynamicTest.dynamicTest(sample.toString(), () -> compare(server, sample)));
    }
    return tests;
  }

  static void compare(RealServer server, Sample sample) {
    JsonNode theirs;
    JsonNode ours;
    if (sample.then().isEmpty()) {
      theirs = server.create(sample.kind(), sample.object(), true);
      ours = Verbs.create(sample.kind(), sample.object());
    } else {
      ObjectNode created = server.create(sample.kind(), sample.object(), false);
      try {
        assertThat(created.path("kind").asText()).as("%s", created).isEqualTo(sample.kind().name());
        theirs = server.update(sample.kind(), sample.changed(created));
      } finally {
        server.delete(sample.kind(), created);
      }
      ours = Verbs.update(sample);
    }
    assertThat(Answers.of(ours).toPrettyString()).isEqualTo(Answers.of(theirs).toPrettyString());
  }
}
