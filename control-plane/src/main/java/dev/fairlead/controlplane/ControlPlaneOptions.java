package dev.fairlead.controlplane;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a control plane is made of, beside etcd and the API server.
 *
 * @param controllers which controllers run
 * @param audit what the audit log holds
 * @param apiServerFlags further flags of kube-apiserver, such as {@code --min-request-timeout=30};
 *     where it knows no such flag the start fails and says so
 */
public record ControlPlaneOptions(
    Controllers controllers, Audit audit, List<String> apiServerFlags) {

  /** Housekeeping controllers, no audit log, no further flags. */
  public static final ControlPlaneOptions DEFAULT =
      new ControlPlaneOptions(Controllers.HOUSEKEEPING, Audit.NONE, List.of());

  public ControlPlaneOptions {
    apiServerFlags = List.copyOf(apiServerFlags);
  }

  /** The programs that it takes. */
  public Set<Program> programs() {
    EnumSet<Program> programs = EnumSet.of(Program.ETCD, Program.KUBE_APISERVER);
    if (controllers != Controllers.NONE) {
      programs.add(Program.KUBE_CONTROLLER_MANAGER);
    }
    if (controllers == Controllers.WORKLOADS) {
      programs.add(Program.KWOK);
    }
    return programs;
  }

  /** The same with other controllers. */
  public ControlPlaneOptions with(Controllers other) {
    return new ControlPlaneOptions(other, audit, apiServerFlags);
  }

  /** The same with another audit log. */
  public ControlPlaneOptions with(Audit other) {
    return new ControlPlaneOptions(controllers, other, apiServerFlags);
  }
}
