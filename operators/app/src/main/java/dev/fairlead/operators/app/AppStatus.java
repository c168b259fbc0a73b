package dev.fairlead.operators.app;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is. The conditions are there for the schema and for readers; Fairlead keeps them. */
public record AppStatus(
    @JsonPropertyDescription("How many replicas answer.") @StatusReplicas
        @Nullable Integer readyReplicas,
    @JsonPropertyDescription(
            "Available: as many replicas answer as are asked for."
                + " Progressing: the Deployment is on its way there.")
        @Nullable List<Condition> conditions) {

  static AppStatus ready(int replicas) {
    return new AppStatus(replicas, null);
  }
}
