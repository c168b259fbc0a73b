package dev.fairlead.controlplane;

import java.nio.file.Path;

/** Where the files of one control plane are. */
record Layout(Path directory) {

  Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  Path kubeconfig(String namespace, String serviceAccount) {
    return directory.resolve("kubeconfig." + namespace + "." + serviceAccount);
  }

  Path pki() {
    return directory.resolve("pki");
  }

  Path etcdData() {
    return directory.resolve("etcd");
  }

  Path backup(int number) {
    return directory.resolve("backup-" + number);
  }

  Path logs() {
    return directory.resolve("logs");
  }

  Path log(Program program) {
    return logs().resolve(program.fileName() + ".log");
  }

  Path runRecord() {
    return directory.resolve("processes");
  }

  Path lock() {
    return directory.resolve(".lock");
  }

  Path stages() {
    return directory.resolve("stages.yaml");
  }

  Path auditPolicy() {
    return directory.resolve("audit-policy.yaml");
  }

  Path auditLog() {
    return logs().resolve("audit.log");
  }
}
