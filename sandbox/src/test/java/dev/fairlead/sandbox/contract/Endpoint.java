package dev.fairlead.sandbox.contract;

import dev.fairlead.controlplane.ControlPlane;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an API server answers its administrator.
 *
 * @param authority the certificates to trust; empty for plain HTTP
 * @param token the administrator's; empty where everybody is one
 */
public record Endpoint(URI uri, Optional<Path> authority, Optional<String> token) {

  /** Of a control plane of this test. */
  public static Endpoint of(ControlPlane plane) {
    return new Endpoint(
        plane.server(), Optional.of(plane.authority()), Optional.of(plane.adminToken()));
  }
}
