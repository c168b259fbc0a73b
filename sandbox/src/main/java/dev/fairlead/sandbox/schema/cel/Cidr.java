package dev.fairlead.sandbox.schema.cel;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of addresses.
 *
 * @param ip an address in it
 * @param bits how many leading bits all its addresses share
 */
record Cidr(Ip ip, int bits) {

  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0 && text.substring(slash + 1).matches("[0-9]{1,3}")) {
      Ip ip = Ip.parse(text.substring(0, slash));
      int bits = Integer.parseInt(text.substring(slash + 1));
      if (bits <= size(ip)) {
        return new Cidr(ip, bits);
      }
    }
    throw new IllegalArgumentException(
        "network address parse error during conversion from string: network address \""
            + text
            + "\"");
  }

  static boolean isCidr(String text) {
    try {
      return parse(text).bits() >= 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static int size(Ip ip) {
    return ip.family() == 4 ? 32 : 128;
  }

  private BigInteger prefix(Ip of) {
    return new BigInteger(1, of.address().getAddress()).shiftRight(size(ip) - bits);
  }

  boolean contains(Ip other) {
    return other.family() == ip.family() && prefix(other).equals(prefix(ip));
  }

  boolean contains(Cidr other) {
    return other.bits >= bits && contains(other.ip);
  }

  Cidr masked() {
    byte[] bytes = ip.address().getAddress();
    byte[] masked = prefix(ip).shiftLeft(size(ip) - bits).toByteArray();
    Arrays.fill(bytes, (byte) 0);
    int length = Math.min(masked.length, bytes.length);
    System.arraycopy(masked, masked.length - length, bytes, bytes.length - length, length);
    try {
      return new Cidr(new Ip(InetAddress.getByAddress(bytes)), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return ip + "/" + bits;
  }
}
