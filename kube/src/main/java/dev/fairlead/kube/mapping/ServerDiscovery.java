package dev.fairlead.kube.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiFailure;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.protocol.object.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Discovery over HTTP: two aggregated documents (KEP-3352) where the server has them, one document
 * per group and version where not. A group that fails does not fail the rest.
 */
public final class ServerDiscovery implements Discovery {

  private static final String AGGREGATED =
      ApiRequest.JSON
          + ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + ApiRequest.JSON
          + ";g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + ApiRequest.JSON;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiServer server;

  /** Discovery of a server. */
  public ServerDiscovery(ApiServer server) {
    this.server = server;
  }

  @Override
  public ResourceTable discover() throws DiscoveryException, InterruptedException {
    List<ApiResource> resources = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    JsonNode core = read("/api");
    if (DiscoveryDocuments.isAggregated(core)) {
      resources.addAll(DiscoveryDocuments.aggregated(core));
    } else {
      for (JsonNode version : core.path("versions")) {
        addLegacy("/api/" + version.asText(), resources, problems);
      }
    }
    JsonNode groups = read("/apis");
    if (DiscoveryDocuments.isAggregated(groups)) {
      resources.addAll(DiscoveryDocuments.aggregated(groups));
      problems.addAll(DiscoveryDocuments.stale(groups));
    } else {
      for (String groupVersion : DiscoveryDocuments.groupVersions(groups)) {
        addLegacy("/apis/" + groupVersion, resources, problems);
      }
    }
    return new ResourceTable(resources, problems);
  }

  private void addLegacy(String path, List<ApiResource> resources, List<String> problems)
      throws InterruptedException {
    try {
      resources.addAll(DiscoveryDocuments.legacy(read(path)));
    } catch (DiscoveryException failure) {
      problems.add(failure.getMessage());
    }
  }

  private JsonNode read(String path) throws DiscoveryException, InterruptedException {
    String what = server.address() + path + ": ";
    return switch (server.send(ApiRequest.get(path, AGGREGATED, TIMEOUT))) {
      case Answer.Success(int _, Frame body) -> {
        try {
          yield JSON.readTree(body.json());
        } catch (IOException noJson) {
          throw new DiscoveryException(what + "the answer is no JSON");
        }
      }
      case Answer.Refusal(ApiFailure failure) ->
          throw new DiscoveryException(what + failure.code() + " " + failure.message());
      case Answer.Unreachable(String cause) -> throw new DiscoveryException(what + cause);
      case Answer.Unanswered(String cause) -> throw new DiscoveryException(what + cause);
    };
  }
}
