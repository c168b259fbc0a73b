package dev.fairlead.bench.operator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One of several processes of which one leads.
 *
 * @param number of it, from 0
 * @param ports where each of them greets the others, if they know each other
 * @param leases the namespace of the Lease
 * @param releases whether it is to give up the Lease at its end, where that is a choice
 */
public record Replica(int number, List<Integer> ports, String leases, boolean releases) {

  public Replica {
    ports = List.copyOf(ports);
  }

  /** Its own port. */
  int port() {
    return ports.get(number);
  }

  /** Where all of them are, as {@code --join} wants it. */
  String addresses() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }
}
