package dev.fairlead.webhook;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;

/** The same in metres. */
@Group("sea.example.com")
@Version(value = "v1", storage = false)
@Kind("Buoy")
public final class OldBuoy extends CustomResource<OldBuoy.Spec, Void> implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** What was asked for. */
  public record Spec(int heightMetres) {}
}
