package dev.fairlead.sdk.webhook;

import java.util.List;
import java.util.Map;

/**
 * Somebody whom the API server has authenticated.
 *
 * @param name such as {@code jane} or {@code system:serviceaccount:NAMESPACE:NAME}
 * @param groups they belong to
 * @param extra what the authenticator adds
 */
public record User(String name, List<String> groups, Map<String, List<String>> extra) {

  /** Somebody for tests. */
  public static final User TEST = new User("test", List.of("system:authenticated"), Map.of());

  public User {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }
}
