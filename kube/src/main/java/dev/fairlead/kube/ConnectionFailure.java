package dev.fairlead.kube;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Why no connection came about. Each says the cause and the remedy in one line. */
public sealed interface ConnectionFailure {

  /** The line for people. */
  String message();

  /** The kubeconfig, or a token file it names, cannot be read. */
  record Unreadable(Path file, String cause) implements ConnectionFailure {
    @Override
    public String message() {
      return "cannot read "
          + file
          + " ("
          + cause
          + "); name another kubeconfig with --kubeconfig or KUBECONFIG";
    }
  }

  /** The kubeconfig has no such context. */
  record NoSuchContext(String context, List<String> available) implements ConnectionFailure {
    @Override
    public String message() {
      return "the kubeconfig has no context '"
          + context
          + "'; "
          + (available.isEmpty() ? "it has none" : "it has: " + String.join(", ", available));
    }
  }

  /** There is neither a kubeconfig nor a service account. */
  record NoConfiguration() implements ConnectionFailure {
    @Override
    public String message() {
      return "found no kubeconfig, and this is no Pod with a service account; name a kubeconfig with"
          + " --kubeconfig or KUBECONFIG";
    }
  }

  /** Nothing answers at the address. */
  record Unreachable(URI server, String cause) implements ConnectionFailure {
    @Override
    public String message() {
      return "cannot reach the API server at "
          + server
          + " ("
          + cause
          + "); check that it runs and that the kubeconfig names it";
    }
  }

  /** Something answers that is no Kubernetes API server. */
  record Foreign(URI server, String answer) implements ConnectionFailure {
    @Override
    public String message() {
      return "what answers at "
          + server
          + " is no Kubernetes API server (it says: "
          + answer
          + "); check the server address in the kubeconfig";
    }
  }

  /** The credentials are refused. */
  record Unauthorised(URI server, String cause) implements ConnectionFailure {
    @Override
    public String message() {
      return "the API server at "
          + server
          + " refuses the credentials ("
          + cause
          + "); renew them or choose another context";
    }
  }
}
