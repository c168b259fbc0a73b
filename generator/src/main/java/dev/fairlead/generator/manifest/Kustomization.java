package dev.fairlead.generator.manifest;

import java.util.LinkedHashMap;
import java.util.Map;

/** A directory for {@code kubectl apply -k}. */
public final class Kustomization {

  private Kustomization() {}

  /** The text of each file by its path in the directory. */
  public static Map<String, String> of(Manifests manifests) {
    Map<String, String> plain = manifests.files(manifests.values());
    StringBuilder kustomization =
        new StringBuilder(
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
    plain.keySet().forEach(file -> kustomization.append("  - ").append(file).append('\n'));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("kustomization.yaml", kustomization.toString());
    files.putAll(plain);
    return files;
  }
}
