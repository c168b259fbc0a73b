package dev.fairlead.sandbox.schema.validate;

import java.net.InetAddress;

/** IP addresses and ranges, as texts. Never asks a name server. */
public final class Addresses {

  private static final String OCTETS = "[0-9]+(\\.[0-9]+){3}";

  private Addresses() {}

  /** Dotted; leading zeros are allowed. */
  public static boolean isIpv4(String text) {
    if (!text.matches(OCTETS)) {
      return false;
    }
    for (String octet : text.split("[.]", -1)) {
      if (octet.length() > 9 || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  public static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0 || !text.matches("[0-9a-fA-F:.]+")) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** An address and the length of its prefix. */
  public static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      return false;
    }
    String address = text.substring(0, slash);
    int bits = Integer.parseInt(text.substring(slash + 1));
    return (isIpv4(address) && bits <= 32) || (isIpv6(address) && bits <= 128);
  }
}
