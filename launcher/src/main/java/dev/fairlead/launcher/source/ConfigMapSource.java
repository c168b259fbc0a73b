package dev.fairlead.launcher.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kube.ConnectionException;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.launcher.config.SourceAddress;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.io.IOException;

/**
 * A key of a ConfigMap, followed by a watch of that one object, over a connection of its own with
 * the credentials of the process. It needs list and watch on that name and nothing else.
 */
record ConfigMapSource(SourceAddress.ConfigMap address, Access access) implements Source {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GroupVersionResource CONFIG_MAPS =
      new GroupVersionResource("", "v1", "configmaps");

  @Override
  public String follow(Follower follower) throws InterruptedException {
    try (KubeConnection connection = KubeConnection.open(settings())) {
      StreamEnd end;
      do {
        end = watch(connection, follower);
      } while (end instanceof StreamEnd.Completed);
      return reason(end);
    } catch (ConnectionException unusable) {
      return unusable.failure().message();
    }
  }

  private ConnectionSettings settings() {
    ConnectionSettings settings = ConnectionSettings.auto().withUserAgent("fairlead/configuration");
    if (access.kubeconfig().isPresent()) {
      settings = settings.withKubeconfig(access.kubeconfig().get());
    }
    return access.context().isPresent() ? settings.withContext(access.context().get()) : settings;
  }

  private StreamEnd watch(KubeConnection connection, Follower follower)
      throws InterruptedException {
    Watch watch = new Watch(follower);
    Selection one = Selection.of(CONFIG_MAPS).in(address.namespace()).named(address.name());
    try (ObjectStream stream = connection.stream().listAndWatch(one, ResourceVersion.NONE)) {
      StreamEnd end = stream.run(watch::on);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return end;
    }
  }

  /** What one stream has shown. */
  private final class Watch {

    private final Follower follower;
    private boolean there;

    Watch(Follower follower) {
      this.follower = follower;
    }

    void on(StreamEvent event) {
      switch (event) {
        case StreamEvent.Added(ObservedObject object) -> show(object);
        case StreamEvent.Modified(ObservedObject object) -> show(object);
        case StreamEvent.Deleted(ObservedObject _) -> missing();
        case StreamEvent.Synced(ResourceVersion _) -> {
          if (!there) {
            missing();
          }
        }
        case StreamEvent.Bookmark(ResourceVersion _) -> {}
        case StreamEvent.Undecodable(var _, String problem) ->
            follower.away("it cannot be read (" + problem + ")");
      }
    }

    private void missing() {
      follower.away("there is no such ConfigMap; create it");
    }

    private void show(ObservedObject object) {
      there = true;
      try {
        JsonNode text = JSON.readTree(object.frame().json()).path("data").path(address.key());
        if (text.isTextual()) {
          follower.text(text.asText());
        } else {
          follower.away("the ConfigMap has no key " + address.key() + "; add it to its data");
        }
      } catch (IOException noJson) {
        follower.away("it cannot be read (" + noJson.getMessage() + ")");
      }
    }
  }

  private String reason(StreamEnd end) {
    return switch (end) {
      case StreamEnd.Completed() -> "the watch has ended";
      case StreamEnd.Cancelled() -> "the watch was ended";
      case StreamEnd.Expired(String message) -> message;
      case StreamEnd.Silent(String message) -> message;
      case StreamEnd.Broken(String message) -> message;
      case StreamEnd.NotServed(GroupVersionResource resource) ->
          "the API server does not serve " + resource;
      case StreamEnd.Forbidden(String verb, var _, var _, String message) ->
          "may not be followed (%s): allow list and watch on configmaps with resourceNames [%s] in %s; ./fairlead rbac --config prints the Role"
              .formatted(message.isEmpty() ? verb : message, address.name(), address.namespace());
      case StreamEnd.Refused(var failure) -> failure.code() + " " + failure.message();
    };
  }
}
