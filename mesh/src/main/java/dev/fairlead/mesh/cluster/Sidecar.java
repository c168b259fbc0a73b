package dev.fairlead.mesh.cluster;

/**
 * Whether a proxy stands between this process and the others. Where one does, a refused connection
 * may be the proxy's word and proves no death. A sidecar leaves no trace in the environment of the
 * process beside it; but each end of a connection knows its own address, and the other end sees
 * another one where something has taken the connection in between.
 */
public enum Sidecar {
  /** Where the addresses of the two ends of a connection show one. */
  AUTO,
  /** For certain. */
  TRUE,
  /** For certain not, whatever translates addresses. */
  FALSE
}
