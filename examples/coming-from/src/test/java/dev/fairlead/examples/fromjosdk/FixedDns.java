package dev.fairlead.examples.fromjosdk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name service that needs to be asked twice. */
final class FixedDns implements Dns {

  private final Map<String, String> hosts = new ConcurrentHashMap<>();

  Map<String, String> hosts() {
    return Map.copyOf(hosts);
  }

  @Override
  public boolean publish(String page, String host) {
    return host.equals(hosts.put(page, host));
  }

  @Override
  public void withdraw(String page) {
    hosts.remove(page);
  }
}
