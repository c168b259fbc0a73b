package dev.fairlead.kube.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may not do what, as the API server's authorizer says it in the message of a 403. (Admission
 * answers 403 as well, in other words: a quota, a policy, a webhook.)
 *
 * @param user as the server knows it
 * @param verb as RBAC names it
 * @param resource the plural name, with its subresource if that is what is denied
 * @param group the API group, empty for the core group
 * @param namespace empty at the scope of the cluster
 */
public record Denial(String user, String verb, String resource, String group, String namespace) {

  private static final Pattern WORDS =
      Pattern.compile(
          "User \"([^\"]*)\" cannot (\\S+) resource \"([^\"]*)\" in API group \"([^\"]*)\""
              + " (?:in the namespace \"([^\"]*)\"|at the cluster scope)");

  private static final String ACCOUNT = "system:serviceaccount:";

  /** Reads a message; empty if it is not the authorizer's. */
  public static Optional<Denial> of(String message) {
    Matcher words = WORDS.matcher(message);
    return words.find()
        ? Optional.of(
            new Denial(
                words.group(1),
                words.group(2),
                words.group(3),
                words.group(4),
                Optional.ofNullable(words.group(5)).orElse("")))
        : Optional.empty();
  }

  /** Who: {@code ServiceAccount NAMESPACE/NAME}, or {@code user NAME}. */
  public String who() {
    return user.startsWith(ACCOUNT)
        ? "ServiceAccount " + user.substring(ACCOUNT.length()).replace(':', '/')
        : "user " + user;
  }

  /** What is denied and where: {@code patch deployments.apps in namespace default}. */
  public String what() {
    return verb
        + " "
        + resource
        + (group.isEmpty() ? "" : "." + group)
        + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
  }
}
