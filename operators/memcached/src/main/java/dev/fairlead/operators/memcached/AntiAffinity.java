package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How replicas keep off each other's nodes. */
public enum AntiAffinity {
  /** A node of its own for each as long as there is one. */
  @JsonProperty("Preferred")
  PREFERRED,

  /** Without a node of its own a replica waits. A roll-out needs a node more than replicas. */
  @JsonProperty("Required")
  REQUIRED
}
