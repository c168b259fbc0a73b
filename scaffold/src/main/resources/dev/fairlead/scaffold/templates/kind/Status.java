package {{package}};

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What is. The conditions are there for the schema and for readers; Fairlead keeps them. */
public record {{Kind}}Status(
    @JsonPropertyDescription("Ready: all is as desired.") List<Condition> conditions) {}
