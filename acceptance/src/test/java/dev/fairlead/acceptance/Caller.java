package dev.fairlead.acceptance;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Whoever calls, with a trace of its own that Jaeger hears nothing of. */
final class Caller {

  private final String trace = hex(16);
  private final String span = hex(8);

  String trace() {
    return trace;
  }

  String span() {
    return span;
  }

  String traceparent() {
    return "00-" + trace + "-" + span + "-01";
  }

  private static String hex(int bytes) {
    byte[] id = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(id);
    id[0] |= (byte) 0x80;
    return HexFormat.of().formatHex(id);
  }
}
