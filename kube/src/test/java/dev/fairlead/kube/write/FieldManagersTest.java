package dev.fairlead.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.Frame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who wrote last is read from managedFields. */
class FieldManagersTest {

  private static final Frame OBJECT =
      frame(
          """
          {"metadata": {"managedFields": [
            {"manager": "fairlead.cache", "operation": "Apply", "time": "2026-11-23T10:00:05Z"},
            {"manager": "kubectl-edit", "operation": "Update", "time": "2026-11-23T10:00:03Z"},
            {"manager": "kube-controller-manager", "operation": "Update", "subresource": "status",
             "time": "2026-11-23T10:00:04Z"}]}}
          """);

  @Test
  void theLatestOfThoseOfInterest() {
    assertThat(FieldManagers.last(OBJECT, manager -> !manager.startsWith("fairlead")))
        .hasValue("kube-controller-manager (status)");
    assertThat(FieldManagers.last(OBJECT, "kubectl-edit"::equals)).hasValue("kubectl-edit");
    assertThat(FieldManagers.last(OBJECT, "nobody"::equals)).isEmpty();
  }

  @Test
  void anAnswerThatIsNoObjectHasNone() {
    assertThat(FieldManagers.last(frame("<html>"), _ -> true)).isEmpty();
  }

  private static Frame frame(String json) {
    return Frame.ofJson(json.getBytes(StandardCharsets.UTF_8));
  }
}
