package dev.fairlead.examples.plain;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wish to have somebody greeted. */
@Group("examples.fairlead.dev")
@Version("v1")
public final class Greeting extends CustomResource<Greeting.Spec, Greeting.Status>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  /**
   * What is asked for.
   *
   * @param whom the name of somebody
   * @param language such as {@code en}
   */
  public record Spec(@Required String whom, @Required String language) {}

  /** What is. */
  public record Status(@Nullable List<Condition> conditions) {}
}
