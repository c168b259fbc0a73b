package dev.fairlead.launcher.process;

import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.status.event.Subject;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Events about the configuration of this process are about; finding out may block. */
@FunctionalInterface
interface ReloadSubject {

  /** Where the process does not know its Pod, and has no Lease, there is nothing. */
  Optional<Subject> find() throws InterruptedException;

  /** The Pod of the process, which the downward API names; else the Lease of a controller. */
  static ReloadSubject of(
      ProcessSettings settings, List<ControllerDefinition<?>> definitions, Writer writer) {
    Optional<Subject> pod = pod(settings.environment());
    boolean leased =
        settings.roles().contains(Role.WATCHER)
            && settings.mesh().ownership() instanceof OwnershipSettings.Leased
            && !definitions.isEmpty();
    if (pod.isPresent() || !leased) {
      return () -> pod;
    }
    NamespacedName lease =
        new NamespacedName(
            settings.configuration().kubernetes().leaseNamespace(),
            Partition.whole(definitions.getFirst().name()).toString());
    return () -> lease(writer, lease);
  }

  private static Optional<Subject> pod(Map<String, String> environment) {
    NamespacedName name =
        new NamespacedName(
            environment.getOrDefault("POD_NAMESPACE", ""),
            environment.getOrDefault("POD_NAME", ""));
    return name.namespace().isEmpty() || name.name().isEmpty()
        ? Optional.empty()
        : Optional.of(
            subject(
                new GroupVersionKind("", "v1", "Pod"),
                name,
                environment.getOrDefault("POD_UID", "")));
  }

  private static Optional<Subject> lease(Writer writer, NamespacedName name)
      throws InterruptedException {
    ObjectRef ref =
        new ObjectRef(new GroupVersionResource("coordination.k8s.io", "v1", "leases"), name);
    return writer.get(ref) instanceof ReadResult.Found(var object)
        ? Optional.of(
            subject(
                new GroupVersionKind("coordination.k8s.io", "v1", "Lease"),
                name,
                object.metadata().uid()))
        : Optional.empty();
  }

  private static Subject subject(GroupVersionKind kind, NamespacedName name, String uid) {
    return new Subject("configuration", kind, name, uid);
  }
}
