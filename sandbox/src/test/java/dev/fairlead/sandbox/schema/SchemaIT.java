package dev.fairlead.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.validate.CustomValidation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random objects of a kind with a rich schema are answered as a real API server answers them:
 * defaulted and pruned alike, or refused for the same reasons.
 */
@RealControlPlane
class SchemaIT {

  private static final int OBJECTS = 200;
  private static final long SEED = Long.getLong("fairlead.seed", 1);

  @Test
  void randomObjectsAreAnsweredAlike(ControlPlane plane) throws Exception {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(plane.kubeconfig())))
            .build()) {
      List<String> differences = new ArrayList<>();
      for (String name : List.of("rich", "rule")) {
        String path = "/apis/schema.example.com/v1/namespaces/default/" + name + "s";
        establish(client, name, path);
        Schema schema = CustomKinds.schema(name);
        String kindName = name.equals("rich") ? "Rich" : "Rule";
        Kind kind = CustomKinds.kind(kindName, schema);
        RandomValues random = new RandomValues(new Random(SEED));
        for (int i = 0; i < OBJECTS; i++) {
          JsonNode spec = random.value(schema.document().path("properties").path("spec"));
          String body = CustomKinds.object(kindName, spec).toString();
          String real = real(client, path, body);
          String ours = ours(kind, body);
          if (!real.equals(ours)) {
            differences.add("%s%n  real: %s%n  ours: %s".formatted(spec, real, ours));
          }
        }
      }
      assertThat(differences).as("seed %d", SEED).isEmpty();
    }
  }

  private static void establish(KubernetesClient client, String name, String path) {
    client.raw(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "POST",
        CustomKinds.definition(name));
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> client.raw(path) != null);
  }

  private static String real(KubernetesClient client, String path, String body) throws Exception {
    try {
      String answer = client.raw(path + "?dryRun=All", "POST", CustomKinds.JSON.readTree(body));
      return CustomKinds.JSON.readTree(answer).path("spec").toString().transform(SchemaIT::sorted);
    } catch (KubernetesClientException e) {
      TreeSet<String> causes = new TreeSet<>();
      var details = e.getStatus().getDetails();
      if (details != null && details.getCauses() != null) {
        details
            .getCauses()
            .forEach(
                it -> causes.add(it.getReason() + " " + it.getField() + " " + it.getMessage()));
      }
      return e.getCode() + " " + (causes.isEmpty() ? e.getStatus().getMessage() : causes);
    }
  }

  private static String ours(Kind kind, String body) {
    try {
      ObjectNode object = CustomKinds.decoded(kind, body);
      List<FieldError> errors = CustomValidation.validate(kind.schema(), object);
      if (errors.isEmpty()) {
        return sorted(object.path("spec").toString());
      }
      TreeSet<String> causes = new TreeSet<>();
      errors.forEach(it -> causes.add(it.type().reason() + " " + it.field() + " " + it.body()));
      return "422 " + causes;
    } catch (Rejection e) {
      Status status = e.status();
      return status.code() + " " + status.message();
    }
  }

  private static String sorted(String json) {
    if (json.isEmpty()) {
      return "nothing";
    }
    try {
      Object value = CustomKinds.JSON.readValue(json, Object.class);
      return CustomKinds.JSON
          .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
