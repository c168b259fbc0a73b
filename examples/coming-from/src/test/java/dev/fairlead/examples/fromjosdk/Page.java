package dev.fairlead.examples.fromjosdk;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page on the web in several languages. */
@Group("pages.example.com")
@Version("v1")
public final class Page extends CustomResource<Page.Spec, Page.Status> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /**
   * What is asked for.
   *
   * @param texts by language
   * @param host by which it is known to the world; without one it is not
   */
  public record Spec(@Required Map<String, String> texts, @Nullable String host) {}

  /** What is. */
  public record Status(int replicas, @Nullable List<Condition> conditions) {}
}
