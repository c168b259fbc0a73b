package dev.fairlead.mesh.bus;

import java.util.Locale;

/** A service that a process of the mesh runs. */
public enum Role {
  WATCHER,
  RECONCILER,
  STATUS,
  GATEWAY,
  WEBHOOK;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
