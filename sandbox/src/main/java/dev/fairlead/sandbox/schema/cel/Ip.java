package dev.fairlead.sandbox.schema.cel;

import java.net.Inet4Address;
import java.net.InetAddress;

/** An address, without a zone. */
record Ip(InetAddress address) {

  static Ip parse(String text) {
    if (!text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException(
          "IP Address \"" + text + "\" parse error during conversion from string");
    }
    return new Ip(InetAddress.ofLiteral(text));
  }

  static boolean isIp(String text) {
    try {
      return parse(text).address() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean isCanonical(String text) {
    return parse(text).toString().equals(text);
  }

  long family() {
    return address instanceof Inet4Address ? 4 : 6;
  }

  boolean isGlobalUnicast() {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  /** The canonical text; the longest run of zeros is left out. */
  @Override
  public String toString() {
    String text = address.getHostAddress();
    if (address instanceof Inet4Address) {
      return text;
    }
    String longest = "";
    for (int length = 8; length > 1 && longest.isEmpty(); length--) {
      String run = "0:".repeat(length - 1) + "0";
      if ((":" + text + ":").contains(":" + run + ":")) {
        longest = run;
      }
    }
    return longest.isEmpty()
        ? text
        : (":" + text + ":")
            .replaceFirst(":" + longest + ":", "::")
            .replaceAll("^:(?!:)|(?<!:):$", "");
  }
}
