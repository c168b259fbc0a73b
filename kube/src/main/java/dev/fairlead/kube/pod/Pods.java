package dev.fairlead.kube.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the containers of Pods have left behind when they ended. Only a container that has exited
 * has a termination message: whether one runs, waits, or is not known is of no concern here. Calls
 * block: use virtual threads. Thread-safe. Nothing is retried.
 */
public final class Pods {

  private static final GroupVersionResource RESOURCE = new GroupVersionResource("", "v1", "pods");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CONTAINERS =
      List.of("containerStatuses", "initContainerStatuses");
  private static final List<String> STATES = List.of("state", "lastState");

  private final Writer writer;

  /** The Pods of a server; the writer's timeout is that of every call. */
  public Pods(Writer writer) {
    this.writer = writer;
  }

  /** Asks the server itself how the containers of a Pod have ended. */
  public PodAnswer ended(NamespacedName name, String uid) throws InterruptedException {
    return switch (writer.get(new ObjectRef(RESOURCE, name))) {
      case ReadResult.Found(ObservedObject pod) when pod.metadata().uid().equals(uid) ->
          new PodAnswer.Ended(messages(pod));
      case ReadResult.Found _, ReadResult.Absent _ -> new PodAnswer.Gone();
      case ReadResult.Forbidden(_, _, String message) ->
          new PodAnswer.Failed(
              message
                  + ": a watcher needs get on pods in the namespace "
                  + name.namespace()
                  + "; grant it to its ServiceAccount");
      case ReadResult.Unknown(String cause) ->
          new PodAnswer.Failed("Pod " + name + " cannot be read: " + cause);
    };
  }

  private static List<String> messages(ObservedObject pod) {
    List<String> messages = new ArrayList<>();
    JsonNode status = json(pod).path("status");
    for (String containers : CONTAINERS) {
      for (JsonNode container : status.path(containers)) {
        for (String state : STATES) {
          String message = container.path(state).path("terminated").path("message").asText("");
          if (!message.isBlank()) {
            messages.add(message);
          }
        }
      }
    }
    return messages;
  }

  private static JsonNode json(ObservedObject pod) {
    try {
      return JSON.readTree(pod.frame().json());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the frame of an observed object is no JSON", unreadable);
    }
  }
}
