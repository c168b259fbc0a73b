package dev.fairlead.webhook;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kind of these tests, in its newer version. */
@Group("sea.example.com")
@Version("v2")
public final class Buoy extends CustomResource<Buoy.Spec, Void> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** What is asked for. */
  public record Spec(
      @Nullable Integer heightMillimetres, @Nullable String colour, @Nullable List<Lamp> lamps) {}

  /** A light on it. */
  public record Lamp(String name, @Nullable Integer watts) {}
}
