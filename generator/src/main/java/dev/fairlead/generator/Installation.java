package dev.fairlead.generator;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How what is installed is called, where it goes, and how much of a cluster it looks after.
 *
 * @param name what every object's name begins with: a DNS label
 * @param namespace where its Pods, ServiceAccounts and Leases are: a DNS label
 * @param narrowed whether it looks after this namespace alone; else after all of them
 */
public record Installation(String name, String namespace, boolean narrowed) {

  /** Where it goes unless something else is said. */
  public static final String NAMESPACE = "fairlead-system";

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  /** A label has 63 characters, and so much is added to the name, as by {@code -reconciler}. */
  private static final int NAME_CHARACTERS_MAX = 40;

  private static final int LABEL_CHARACTERS_MAX = 63;

  /**
   * @throws InvalidInstallation if a name is no DNS label
   */
  public Installation {
    requireLabel("name", name, NAME_CHARACTERS_MAX);
    requireLabel("namespace", namespace, LABEL_CHARACTERS_MAX);
  }

  /** One for all namespaces, in {@link #NAMESPACE}. */
  public static Installation everywhere(String name) {
    return new Installation(name, NAMESPACE, false);
  }

  /** One in a namespace, for that namespace. */
  public static Installation within(String name, String namespace) {
    return new Installation(name, namespace, true);
  }

  /** The namespaces it is narrowed to; empty for all. */
  public List<String> namespaces() {
    return narrowed ? List.of(namespace) : List.of();
  }

  /** The labels of the objects of one of its components, in an order that stays. */
  public SortedMap<String, String> labels(String component) {
    return new TreeMap<>(
        Map.of("app.kubernetes.io/name", name, "app.kubernetes.io/component", component));
  }

  private static void requireLabel(String what, String text, int charactersMax) {
    if (text.length() > charactersMax || !DNS_LABEL.matcher(text).matches()) {
      throw new InvalidInstallation(
          "the %s \"%s\" is no DNS label: use at most %d lower-case letters, digits and dashes"
              .formatted(what, text, charactersMax));
    }
  }
}
