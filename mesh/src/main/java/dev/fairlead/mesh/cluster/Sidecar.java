package dev.fairlead.mesh.cluster;

import java.util.Map;

/** Whether a proxy stands between this process and the others. */
public enum Sidecar {
  /** What the variables say that Istio sets. */
  AUTO,
  TRUE,
  FALSE;

  boolean present(Map<String, String> environment) {
    return switch (this) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> environment.keySet().stream().anyMatch(name -> name.startsWith("ISTIO_META_"));
    };
  }
}
