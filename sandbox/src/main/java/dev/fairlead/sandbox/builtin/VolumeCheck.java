package dev.fairlead.sandbox.builtin;

import dev.fairlead.sandbox.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of a pod's volumes. What is in the rarer sources is not looked at. */
final class VolumeCheck {

  private VolumeCheck() {}

  /** Checks them, and gives the names of the good ones. */
  static Set<String> names(Check volumes) {
    Set<String> names = new HashSet<>();
    for (Check volume : volumes.items()) {
      int before = volume.errors().size();
      source(volume);
      Check name = volume.at("name");
      if (name.zero()) {
        name.required();
      } else {
        name.invalid(Names.dns1123Label(name.text()));
      }
      if (names.contains(name.text())) {
        name.duplicate();
      }
      if (volume.errors().size() == before) {
        names.add(name.text());
      }
    }
    return names;
  }

  private static void source(Check volume) {
    List<String> sources =
        volume.node().properties().stream()
            .map(it -> it.getKey())
            .filter(it -> !it.equals("name"))
            .toList();
    if (sources.isEmpty()) {
      volume.required("must specify a volume type");
    }
    for (String source : sources) {
      // The API looks for an emptyDir before it looks for anything else.
      boolean first =
          sources.contains("emptyDir")
              ? source.equals("emptyDir")
              : source.equals(sources.getFirst());
      Check here = volume.at(source);
      if (!first) {
        here.forbidden("may not specify more than 1 volume type");
        continue;
      }
      switch (source) {
        case "secret" -> secret(here, "secretName");
        case "configMap" -> secret(here, "name");
        case "persistentVolumeClaim" -> here.at("claimName").needed();
        case "hostPath" -> here.at("path").needed();
        case "nfs" -> {
          here.at("server").needed();
          here.at("path").needed();
        }
        case "csi" -> here.at("driver").needed();
        default -> {}
      }
    }
  }

  private static void secret(Check source, String name) {
    source.at(name).needed();
    Check mode = source.at("defaultMode");
    if (mode.present() && (mode.number() < 0 || mode.number() > 0777)) {
      mode.invalid("must be a number between 0 and 0777 (octal), both inclusive");
    }
    for (Check item : source.at("items").items()) {
      item.at("key").needed();
      item.at("path").needed();
    }
  }
}
