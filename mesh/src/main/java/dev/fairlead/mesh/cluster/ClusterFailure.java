package dev.fairlead.mesh.cluster;

import java.io.Serial;

/** The process cannot join any mesh. The message is one line: the cause, then the remedy. */
public final class ClusterFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ClusterFailure(String message) {
    super(message);
  }
}
