package dev.fairlead.watcher.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.object.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether an object is ready is read from what it says of itself. */
class ReadinessTest {

  @Test
  void aDeploymentIsReadyWhenEveryReplicaIsUpdatedAndAvailable() {
    String status = "'observedGeneration':2,'replicas':3,'updatedReplicas':3,'availableReplicas':";
    assertThat(deployment(status + "3")).isEqualTo(new Readiness(Optional.of(true), ""));
    assertThat(deployment(status + "1"))
        .isEqualTo(new Readiness(Optional.of(false), "1 of 3 replicas are updated and available"));
    assertThat(deployment("'observedGeneration':1,'availableReplicas':3"))
        .isEqualTo(
            new Readiness(Optional.of(false), "its controller has not seen the last change yet"));
    assertThat(
            deployment(
                status
                    + "0,'conditions':[{'type':'ReplicaFailure','status':'True',"
                    + "'reason':'FailedCreate','message':'exceeded quota'}]"))
        .isEqualTo(new Readiness(Optional.of(false), "FailedCreate: exceeded quota"));
    assertThat(
            deployment(
                "'observedGeneration':2,'replicas':4,'updatedReplicas':3,'availableReplicas':3"))
        .isEqualTo(
            new Readiness(Optional.of(false), "replicas of an older revision are still there"));
  }

  @Test
  void aPrimaryIsJudgedByTheConditionItsControllerDeclares() {
    JsonNode object =
        json(
            "{'metadata':{'generation':2},'status':{'conditions':["
                + "{'type':'Ready','status':'True'},"
                + "{'type':'Healthy','status':'False','reason':'Sick'},"
                + "{'type':'Old','status':'True','observedGeneration':1}]}}");
    assertThat(Readiness.ofPrimary("", object).ready()).contains(true);
    assertThat(Readiness.ofPrimary("Healthy", object))
        .isEqualTo(new Readiness(Optional.of(false), "Sick"));
    assertThat(Readiness.ofPrimary("Old", object).ready()).contains(false);
    assertThat(Readiness.ofPrimary("", json("{}"))).isEqualTo(Readiness.NONE);
    assertThat(Readiness.ofChild("", "ConfigMap", json("{}")).ready()).isEmpty();
  }

  private static Readiness deployment(String status) {
    return Readiness.ofChild(
        "apps",
        "Deployment",
        json("{'metadata':{'generation':2},'spec':{'replicas':3},'status':{" + status + "}}"));
  }

  private static JsonNode json(String text) {
    return Json.decode(Frame.ofJson(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
