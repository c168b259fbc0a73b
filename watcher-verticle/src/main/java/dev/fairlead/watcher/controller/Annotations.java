package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.object.Metadata;

/** The annotations by which people talk to the watcher. */
public final class Annotations {

  /** {@code "true"} on a primary: it is left alone. */
  public static final String PAUSED = "fairlead.dev/paused";

  /** A W3C trace context: what follows from this change joins it. */
  public static final String TRACEPARENT = "fairlead.dev/traceparent";

  /** On a primary: the zone in which it should best be worked on. */
  public static final String ZONE = "fairlead.dev/zone";

  private Annotations() {}

  /** Whether a primary asks to be left alone. */
  public static boolean paused(Metadata metadata) {
    return "true".equals(metadata.annotations().get(PAUSED));
  }

  /** The zone that a primary asks for; empty if it asks for none. */
  static String zone(Metadata metadata) {
    return metadata.annotations().getOrDefault(ZONE, "");
  }

  /** The trace context of an object; empty if it has none. */
  static String traceparent(Metadata metadata) {
    return metadata.annotations().getOrDefault(TRACEPARENT, "");
  }
}
