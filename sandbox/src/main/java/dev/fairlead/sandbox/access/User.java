package dev.fairlead.sandbox.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom a request comes from.
 *
 * @param uid empty for none
 */
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

  static final String AUTHENTICATED = "system:authenticated";
  static final String UNAUTHENTICATED = "system:unauthenticated";
  static final String MASTERS = "system:masters";
  static final String SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";

  /** Somebody who shows nothing. */
  public static final User ANONYMOUS =
      new User("system:anonymous", "", List.of(UNAUTHENTICATED), Map.of());

  public User {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /** A user of this name and these groups, without more. */
  public static User named(String name, String... groups) {
    return new User(name, "", List.of(groups), Map.of());
  }

  /** The user that a service account is. */
  public static User serviceAccount(String namespace, String name, String uid) {
    return new User(
        SERVICE_ACCOUNT_PREFIX + namespace + ":" + name,
        uid,
        List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace),
        Map.of());
  }

  /** The same, and in the group of all that have shown who they are. */
  User authenticated() {
    return groups.contains(AUTHENTICATED) || groups.contains(UNAUTHENTICATED)
        ? this
        : with(AUTHENTICATED);
  }

  private User with(String group) {
    List<String> all = new ArrayList<>(groups);
    all.add(group);
    return new User(name, uid, all, extra);
  }
}
