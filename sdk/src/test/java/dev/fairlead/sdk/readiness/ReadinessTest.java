package dev.fairlead.sdk.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether an object is ready is read from what it says of itself. */
class ReadinessTest {

  @Test
  void aDeploymentIsReadyWhenEveryReplicaIsUpdatedAndAvailable() {
    String status = "'observedGeneration':2,'replicas':3,'updatedReplicas':3,'availableReplicas':";
    assertThat(deployment(status + "3")).isEqualTo(Readiness.READY);
    assertThat(deployment(status + "1"))
        .isEqualTo(
            new Readiness(
                Optional.of(false),
                "1 of 3 replicas are updated and available",
                "kubectl describe pods -n default -l app=a"));
    assertThat(deployment("'observedGeneration':1,'availableReplicas':3"))
        .isEqualTo(Readiness.not("its controller has not seen the last change yet"));
    assertThat(
            deployment(
                status
                    + "0,'conditions':[{'type':'ReplicaFailure','status':'True',"
                    + "'reason':'FailedCreate','message':'exceeded quota'}]"))
        .isEqualTo(Readiness.not("FailedCreate: exceeded quota"));
    assertThat(
            deployment(
                "'observedGeneration':2,'replicas':4,'updatedReplicas':3,'availableReplicas':3"))
        .isEqualTo(Readiness.not("replicas of an older revision are still there"));
  }

  @Test
  void aJobIsReadyWhenItHasCompleted() {
    assertThat(of("batch", "Job", "{'spec':{'completions':3},'status':{'succeeded':1}}"))
        .isEqualTo(Readiness.not("1 of 3 completions are done"));
    assertThat(of("batch", "Job", conditions("'Complete','status':'True'")))
        .isEqualTo(Readiness.READY);
    assertThat(
            of(
                "batch",
                "Job",
                conditions(
                    "'Failed','status':'True','reason':'BackoffLimitExceeded','message':'6 times'")))
        .isEqualTo(Readiness.not("BackoffLimitExceeded: 6 times"));
  }

  @Test
  void aClaimIsReadyWhenItIsBound() {
    assertThat(of("", "PersistentVolumeClaim", "{'status':{'phase':'Bound'}}"))
        .isEqualTo(Readiness.READY);
    assertThat(of("", "PersistentVolumeClaim", "{}"))
        .isEqualTo(Readiness.not("it is Pending, no volume is bound to it"));
  }

  @Test
  void aServiceIsReadyUnlessItLacksTheAddressItAsksFor() {
    assertThat(of("", "Service", "{'spec':{'type':'ClusterIP'}}").isReady()).isTrue();
    assertThat(of("", "Service", "{'spec':{'type':'LoadBalancer'}}").isReady()).isFalse();
    assertThat(
            of(
                    "",
                    "Service",
                    "{'spec':{'type':'LoadBalancer'},"
                        + "'status':{'loadBalancer':{'ingress':[{'ip':'10.0.0.1'}]}}}")
                .isReady())
        .isTrue();
  }

  @Test
  void anyKindIsNotReadyBeforeItsControllerHasSeenTheLastChange() {
    assertThat(
            of("x.io", "X", "{'metadata':{'generation':2},'status':{'observedGeneration':1}}")
                .isReady())
        .isFalse();
    assertThat(of("x.io", "X", "{'metadata':{'generation':2}}").isReady()).isTrue();
  }

  private static Readiness of(String group, String kind, String object) {
    return Readiness.ofChild(group, kind, json(object));
  }

  private static String conditions(String condition) {
    return "{'status':{'conditions':[{'type':" + condition + "}]}}";
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
    assertThat(Readiness.ofPrimary("Healthy", object)).isEqualTo(Readiness.not("Sick"));
    assertThat(Readiness.ofPrimary("Old", object).ready()).contains(false);
    assertThat(Readiness.ofPrimary("", json("{}"))).isEqualTo(Readiness.NONE);
    assertThat(Readiness.ofChild("", "ConfigMap", json("{}")).ready()).isEmpty();
  }

  @Test
  void aPodSaysWhatKeepsItBack() {
    assertThat(pod("'phase':'Running','conditions':[{'type':'Ready','status':'True'}]"))
        .isEqualTo(Readiness.READY);
    assertThat(pod("'phase':'Succeeded'")).isEqualTo(Readiness.READY);
    assertThat(
            pod(
                "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False',"
                    + "'reason':'Unschedulable','message':'0/3 nodes are available'}]"))
        .isEqualTo(Readiness.not("Unschedulable: 0/3 nodes are available"));
    assertThat(
            pod(
                "'phase':'Pending','containerStatuses':[{'name':'web','state':{'waiting':"
                    + "{'reason':'ImagePullBackOff','message':'Back-off pulling image x'}}}]"))
        .isEqualTo(Readiness.not("container web: ImagePullBackOff: Back-off pulling image x"));
    assertThat(
            pod(
                "'phase':'Running','containerStatuses':[{'name':'web','state':{'waiting':"
                    + "{'reason':'CrashLoopBackOff'}},'lastState':{'terminated':"
                    + "{'reason':'OOMKilled','exitCode':137}}}]"))
        .isEqualTo(
            Readiness.not("container web: CrashLoopBackOff (last: OOMKilled, exit code 137)"));
    assertThat(
            pod(
                "'phase':'Pending','initContainerStatuses':[{'name':'prepare','state':"
                    + "{'terminated':{'reason':'Error','exitCode':1}}}]"))
        .isEqualTo(Readiness.not("container prepare: Error, exit code 1"));
    assertThat(
            pod(
                "'phase':'Pending','containerStatuses':[{'name':'web','state':{'waiting':"
                    + "{'reason':'ContainerCreating'}}}]"))
        .isEqualTo(Readiness.not("it is Pending"));
    assertThat(pod("'phase':'Failed','reason':'Evicted','message':'no memory'"))
        .isEqualTo(Readiness.not("Evicted: no memory"));
  }

  private static Readiness pod(String status) {
    return Readiness.ofChild("", "Pod", json("{'status':{" + status + "}}"));
  }

  private static Readiness deployment(String status) {
    return Readiness.ofChild(
        "apps",
        "Deployment",
        json(
            "{'metadata':{'namespace':'default','generation':2},'spec':{'replicas':3,'selector':{'matchLabels':{'app':'a'}}},'status':{"
                + status
                + "}}"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException wrongTest) {
      throw new IllegalArgumentException(wrongTest);
    }
  }
}
