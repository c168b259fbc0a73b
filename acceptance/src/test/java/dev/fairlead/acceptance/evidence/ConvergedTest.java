package dev.fairlead.acceptance.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvergedTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatIsAsAskedFor() throws Exception {
    assertThat(
            Converged.violations(
                List.of(primary(2, 2)), Map.of("cache", child("u", 3, "memcached:1.6"))))
        .isEmpty();
  }

  @Test
  void noChild() throws Exception {
    assertThat(Converged.violations(List.of(primary(2, 2)), Map.of()))
        .containsExactly("cache has no Deployment");
  }

  @Test
  void aChildOfAnOlderGeneration() throws Exception {
    assertThat(
            Converged.violations(
                List.of(primary(2, 2)), Map.of("cache", child("u", 1, "memcached:1.6"))))
        .containsExactly("cache wants 3 replicas and has 1");
  }

  @Test
  void aChildThatSomebodyHasChanged() throws Exception {
    assertThat(
            Converged.violations(List.of(primary(2, 2)), Map.of("cache", child("u", 3, "redis"))))
        .containsExactly("the Deployment of cache has another image");
  }

  @Test
  void aChildOfAPrimaryThatIsNoMore() throws Exception {
    assertThat(
            Converged.violations(
                List.of(primary(2, 2)), Map.of("cache", child("before", 3, "memcached:1.6"))))
        .containsExactly("the Deployment of cache is another's");
  }

  @Test
  void aStatusOfAnOlderGeneration() throws Exception {
    assertThat(
            Converged.violations(
                List.of(primary(2, 1)), Map.of("cache", child("u", 3, "memcached:1.6"))))
        .containsExactly("cache says Available of generation 1, and is at 2");
  }

  @Test
  void noStatus() throws Exception {
    JsonNode silent =
        JSON.readTree(
            "{\"metadata\":{\"name\":\"cache\",\"uid\":\"u\"},\"spec\":{\"replicas\":3}}");

    assertThat(
            Converged.violations(List.of(silent), Map.of("cache", child("u", 3, "memcached:1.6"))))
        .containsExactly("cache says nothing of itself");
  }

  private static JsonNode primary(int generation, int observed) throws JsonProcessingException {
    return JSON.readTree(
        """
        {"metadata": {"name": "cache", "uid": "u", "generation": %d},
         "spec": {"replicas": 3},
         "status": {"conditions": [{"type": "Available", "observedGeneration": %d}]}}
        """
            .formatted(generation, observed));
  }

  private static JsonNode child(String owner, int replicas, String image)
      throws JsonProcessingException {
    return JSON.readTree(
        """
        {"metadata": {"ownerReferences": [{"uid": "%s"}]},
         "spec": {"replicas": %d, "template": {"spec": {"containers": [{"image": "%s"}]}}}}
        """
            .formatted(owner, replicas, image));
  }
}
