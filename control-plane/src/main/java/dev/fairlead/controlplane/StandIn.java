package dev.fairlead.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The node that is not there: a Node object, an admission policy that puts every Pod on it in place
 * of a scheduler, and the stages by which kwok plays its kubelet.
 */
final class StandIn {

  private static final String NODE = "stand-in";
  private static final String POLICY = "pods-go-to-the-stand-in";
  private static final String POLICIES =
      "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies/";
  private static final String BINDINGS =
      "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings/";

  private StandIn() {}

  /** Writes the stages and the objects. The API server must be of version 1.36 or newer. */
  static void install(ApiClient client, URI server, Path stages) throws IOException {
    Files.writeString(stages, resource("stages"));
    client.apply(server.resolve("/api/v1/nodes/" + NODE), resource("node"));
    client.apply(server.resolve(POLICIES + POLICY), resource("policy"));
    client.apply(server.resolve(BINDINGS + POLICY), resource("binding"));
  }

  /** Says whether the policy is in force, which it is a moment after it was written. */
  static boolean inForce(ApiClient client, URI server) {
    return client
        .tryPost(
            server.resolve("/api/v1/namespaces/default/pods?dryRun=All"),
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s"},
             "spec": {"containers": [{"name": "none", "image": "none"}]}}
            """
                .formatted(NODE))
        .filter(pod -> pod.contains("\"nodeName\":\"" + NODE + "\""))
        .isPresent();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StandIn.class.getResourceAsStream("stand-in-" + name + ".yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
