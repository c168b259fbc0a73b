package dev.fairlead.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, over HTTP. */
class AccessTest {

  private static Sandbox sandbox;
  private static Client admin;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    admin = new Client(sandbox);
    created("/api/v1/namespaces/default/serviceaccounts", "{metadata: {name: robot}}");
    created(
        "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
        """
        {metadata: {name: robot},
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view},
         subjects: [{kind: ServiceAccount, name: robot, namespace: default}]}
        """);
  }

  @AfterAll
  static void stop() {
    admin.close();
    sandbox.close();
  }

  @Test
  void aServiceAccountMaySeeWhatItsRoleSays() throws Exception {
    JsonNode answer =
        created(
            "/api/v1/namespaces/default/serviceaccounts/robot/token",
            "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}");
    String token = answer.at("/status/token").asText();
    try (Client robot = new Client(sandbox, token)) {
      assertThat(robot.get("/api/v1/namespaces/default/configmaps").code()).isEqualTo(200);
      assertThat(robot.get("/version").code()).isEqualTo(200);
      Client.Reply refused = robot.get("/api/v1/namespaces/default/secrets");
      assertThat(refused.code()).isEqualTo(403);
      assertThat(refused.at("/message").asText())
          .isEqualTo(
              "secrets is forbidden: User \"system:serviceaccount:default:robot\" cannot list"
                  + " resource \"secrets\" in API group \"\" in the namespace \"default\"");
    }
    assertThat(
            created(
                    "/apis/authentication.k8s.io/v1/tokenreviews",
                    "{apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {token: "
                        + token
                        + "}}")
                .at("/status/user/username")
                .asText())
        .isEqualTo("system:serviceaccount:default:robot");
  }

  @Test
  void reviewsAnswerForOthers() throws Exception {
    JsonNode answer =
        created(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            """
            {apiVersion: authorization.k8s.io/v1, kind: SubjectAccessReview,
             spec: {user: x, groups: ['system:authenticated'],
                    nonResourceAttributes: {verb: get, path: /healthz}}}
            """);
    assertThat(answer.at("/status/allowed").asBoolean()).isTrue();
    assertThat(answer.at("/status/reason").asText())
        .startsWith("RBAC: allowed by ClusterRoleBinding");
  }

  @Test
  void aStrangerSeesLittle() throws Exception {
    try (Client stranger = new Client(sandbox, "nonsense")) {
      assertThat(stranger.get("/healthz").code()).isEqualTo(401);
      assertThat(stranger.get("/debug/faults").code()).isEqualTo(401);
    }
  }

  private static JsonNode created(String path, String yaml)
      throws IOException, InterruptedException {
    Client.Reply reply = admin.post(path, yaml);
    assertThat(reply.code()).as(reply.body().toString()).isEqualTo(201);
    return reply.body();
  }
}
