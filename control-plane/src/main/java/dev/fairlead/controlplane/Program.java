package dev.fairlead.controlplane;

/** The programs that {@code control-plane/build} can build. */
public enum Program {
  /** The database of the API server. */
  ETCD("etcd"),
  /** The API server itself. */
  KUBE_APISERVER("kube-apiserver"),
  /** Garbage collection, namespace deletion, Deployments and the like. */
  KUBE_CONTROLLER_MANAGER("kube-controller-manager"),
  /** The command line, for tests that must not depend on the one a machine has. */
  KUBECTL("kubectl"),
  /** Stands in for nodes and their kubelets. */
  KWOK("kwok"),
  /** Collects traces and answers queries about them. */
  JAEGER("jaeger"),
  /** Renders charts. */
  HELM("helm"),
  /** Is a registry of images, and checks what was pushed. */
  CRANE("crane");

  private final String fileName;

  Program(String fileName) {
    this.fileName = fileName;
  }

  /** The name of its executable file. */
  public String fileName() {
    return fileName;
  }
}
