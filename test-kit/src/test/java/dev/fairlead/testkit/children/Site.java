package dev.fairlead.testkit.children;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A web site with a database. */
@Group("web.example.com")
@Version("v1")
public final class Site extends CustomResource<Site.Spec, Site.Status> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /**
   * What is asked for.
   *
   * @param title what it says
   * @param tier the label by which the web server selects its Pods
   */
  public record Spec(String title, String tier) {}

  /** What is. */
  public record Status(@Nullable List<Condition> conditions) {}
}
