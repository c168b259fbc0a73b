package dev.fairlead.operators.memcached;

/** The port of memcached, as IANA has it. */
final class Port {

  static final String NAME = "memcached";
  static final int NUMBER = 11_211;

  private Port() {}
}
