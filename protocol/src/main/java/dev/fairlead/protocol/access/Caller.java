package dev.fairlead.protocol.access;

import java.util.List;
import java.util.Map;

/**
 * Somebody whom an API server knows.
 *
 * @param name as it stands in its audit log
 * @param uid empty if it has none
 * @param extra what authenticators add, for authorisers
 */
public record Caller(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {

  public Caller {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }
}
