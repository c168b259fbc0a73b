package {{package}};

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What is. The conditions are there for the schema and for readers; Fairlead keeps them. */
public record {{Kind}}Status(
    @JsonPropertyDescription("How many replicas are ready.") @StatusReplicas Integer readyReplicas,
    @JsonPropertyDescription("Available: as many replicas are ready as are asked for.")
        List<Condition> conditions) {

  static {{Kind}}Status ready(int replicas) {
    return new {{Kind}}Status(replicas, null);
  }
}
