package dev.fairlead.controlplane;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the programs. Everything listens on the loopback interface. */
final class Flags {

  private static final long ETCD_SIZE_MAX_BYTES = 8L << 30;

  private Flags() {}

  static List<String> etcd(Layout layout, URI clients) {
    return List.of(
        "--data-dir=" + layout.etcdData(),
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        // A single member has no peers: any port will do.
        "--listen-peer-urls=http://127.0.0.1:0",
        "--quota-backend-bytes=" + ETCD_SIZE_MAX_BYTES,
        // What it holds need not survive the machine.
        "--unsafe-no-fsync",
        "--log-level=warn");
  }

  static List<String> apiServer(
      Layout layout, Pki pki, ControlPlaneOptions options, URI etcd, int port) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + pki.directory(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=" + pki.signingKey(),
                "--service-account-key-file=" + pki.verifyingKey(),
                "--token-auth-file=" + pki.tokens(),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/16",
                // Pods may be created before the controllers have made their namespace's
                // ServiceAccount.
                "--disable-admission-plugins=ServiceAccount",
                // A loopback address is no endpoint of a Service.
                "--endpoint-reconciler-type=none",
                "--allow-privileged=true",
                // An orderly end takes a second, not as long as clients hold their watches.
                "--shutdown-send-retry-after=true",
                "--shutdown-watch-termination-grace-period=1s"));
    if (options.audit() != Audit.NONE) {
      flags.add("--audit-policy-file=" + layout.auditPolicy());
      flags.add("--audit-log-path=" + layout.auditLog());
    }
    flags.addAll(options.apiServerFlags());
    return List.copyOf(flags);
  }

  static List<String> controllerManager(Layout layout, Pki pki, Controllers controllers, int port) {
    return List.of(
        "--kubeconfig=" + layout.kubeconfig(),
        "--authentication-kubeconfig=" + layout.kubeconfig(),
        "--authorization-kubeconfig=" + layout.kubeconfig(),
        "--bind-address=127.0.0.1",
        "--secure-port=" + port,
        "--tls-cert-file=" + pki.servingCertificate(),
        "--tls-private-key-file=" + pki.servingKey(),
        "--controllers=" + controllers.names(),
        "--leader-elect=false");
  }

  static List<String> kwok(Layout layout, int port) {
    return List.of(
        "--kubeconfig=" + layout.kubeconfig(),
        "--config=" + layout.stages(),
        "--manage-all-nodes",
        "--node-ip=127.0.0.1",
        "--cidr=10.244.0.0/16",
        "--server-address=127.0.0.1:" + port);
  }
}
