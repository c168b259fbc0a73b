package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.List;
import java.util.Map;

/** Objects as stories name them. */
final class Objects {

  static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");

  private Objects() {}

  static NamespacedName name(String text) {
    int slash = text.indexOf('/');
    return new NamespacedName(text.substring(0, slash), text.substring(slash + 1));
  }

  static ObjectRef ref(String name) {
    return new ObjectRef(DEPLOYMENTS, name(name));
  }

  /** A Deployment from its name, uid and version. */
  static ObservedObject of(List<String> words) {
    return new ObservedObject(
        DEPLOYMENTS,
        new Metadata(
            name(words.get(0)),
            words.get(1),
            new ResourceVersion(words.get(2)),
            1,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of()),
        Frame.EMPTY);
  }
}
