package dev.fairlead.mesh.cluster;

/**
 * The Pod that a process runs in, by whose status Kubernetes tells of the end of its container.
 * Only a process that has left its {@link LastWords} tells of its Pod.
 */
public record Pod(String namespace, String name, String uid) {

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
