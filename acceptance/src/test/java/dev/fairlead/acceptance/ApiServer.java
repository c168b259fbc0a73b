package dev.fairlead.acceptance;

import dev.fairlead.controlplane.ControlPlane;
import java.nio.file.Path;

/** An API server that the whole is tested on. */
interface ApiServer extends AutoCloseable {

  /** Of the administrator. */
  Path kubeconfig();

  /** Of a ServiceAccount, which is made if it is not there. */
  Path kubeconfigFor(String namespace, String serviceAccount);

  /** What has been asked of it, as lines of {@code audit.k8s.io/v1}. */
  Path auditLog();

  @Override
  void close();

  /** A kube-apiserver, which ends with the JVM. */
  record Real(ControlPlane controlPlane) implements ApiServer {

    @Override
    public Path kubeconfig() {
      return controlPlane.kubeconfig();
    }

    @Override
    public Path kubeconfigFor(String namespace, String serviceAccount) {
      return controlPlane.kubeconfigFor(namespace, serviceAccount);
    }

    @Override
    public Path auditLog() {
      return controlPlane.auditLog().orElseThrow();
    }

    @Override
    public void close() {}
  }
}
