package dev.fairlead.sandbox.access;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers {@code Impersonate-User}, {@code -Group}, {@code -Uid} and {@code -Extra-…}: who is
 * allowed to acts as another user. Everything that is asked for needs the verb {@code impersonate}.
 */
final class Impersonation {

  private static final String USER = "Impersonate-User";
  private static final String GROUP = "Impersonate-Group";
  private static final String UID = "Impersonate-Uid";
  private static final String EXTRA = "impersonate-extra-";
  private static final String AUTHENTICATION = "authentication.k8s.io";

  private final Authorizer authorizer;

  Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /** Whom the headers ask for; the requestor if for nobody. */
  User of(User requestor, MultiMap headers, Attributes wanted) throws Rejection {
    String name = Optional.ofNullable(headers.get(USER)).orElse("");
    String uid = Optional.ofNullable(headers.get(UID)).orElse("");
    List<String> groups = headers.getAll(GROUP);
    Map<String, List<String>> extra = extra(headers);
    if (name.isEmpty()) {
      if (uid.isEmpty() && groups.isEmpty() && extra.isEmpty()) {
        return requestor;
      }
      throw Status.badRequest(
              "requested " + goText(uid, groups) + " without impersonating a user name")
          .rejection();
    }
    for (Attributes.Resource each : needed(name, uid, groups, extra)) {
      Authorizer.Decision decision = authorizer.decide(requestor, each);
      if (!decision.allowed()) {
        throw Forbidden.status(requestor, on(wanted, name), decision.reason()).rejection();
      }
    }
    return new User(name, uid, groupsOf(name, groups), extra);
  }

  private static List<Attributes.Resource> needed(
      String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    List<Attributes.Resource> needed = new ArrayList<>();
    Optional<String[]> account = serviceAccount(name);
    needed.add(
        account.isPresent()
            ? impersonate("", "serviceaccounts", "", account.get()[0], account.get()[1])
            : impersonate("", "users", "", "", name));
    groups.forEach(group -> needed.add(impersonate("", "groups", "", "", group)));
    extra.forEach((key, values) ->
        values.forEach(
            value -> needed.add(impersonate(AUTHENTICATION, "userextras", key, "", value))));
    if (!uid.isEmpty()) {
      needed.add(impersonate(AUTHENTICATION, "uids", "", "", uid));
    }
    return needed;
  }

  private static Attributes.Resource impersonate(
      String group, String resource, String subresource, String namespace, String name) {
    return new Attributes.Resource(
        "impersonate", group, "v1", resource, subresource, namespace, name);
  }

  /** Namespace and name, where a user's name is that of a service account. */
  private static Optional<String[]> serviceAccount(String name) {
    if (!name.startsWith(User.SERVICE_ACCOUNT_PREFIX)) {
      return Optional.empty();
    }
    String[] parts = name.substring(User.SERVICE_ACCOUNT_PREFIX.length()).split(":", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? Optional.of(parts)
        : Optional.empty();
  }

  private static List<String> groupsOf(String name, List<String> asked) {
    List<String> groups = new ArrayList<>(asked);
    if (groups.isEmpty()) {
      serviceAccount(name)
          .ifPresent(it -> groups.addAll(User.serviceAccount(it[0], it[1], "").groups()));
    }
    if (name.equals(User.ANONYMOUS.name())) {
      if (!groups.contains(User.UNAUTHENTICATED)) {
        groups.add(User.UNAUTHENTICATED);
      }
    } else if (!groups.contains(User.AUTHENTICATED) && !groups.contains(User.UNAUTHENTICATED)) {
      groups.add(User.AUTHENTICATED);
    }
    return groups;
  }

  private static Map<String, List<String>> extra(MultiMap headers) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (String header : headers.names()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(EXTRA)) {
        extra.put(unescape(lower.substring(EXTRA.length())), headers.getAll(header));
      }
    }
    return extra;
  }

  private static String unescape(String key) {
    try {
      return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }

  /** What the refusal says that was tried: kube names the action that the other user was to do. */
  private static Attributes on(Attributes wanted, String name) {
    String mode = serviceAccount(name).isPresent() ? "serviceaccount" : "user-info";
    String verb = "impersonate-on:" + mode + ":" + wanted.verb();
    return switch (wanted) {
      case Attributes.Resource it ->
          new Attributes.Resource(
              verb,
              it.group(),
              it.version(),
              it.resource(),
              it.subresource(),
              it.namespace(),
              it.name());
      case Attributes.NonResource it -> new Attributes.NonResource(verb, it.path());
    };
  }

  private static String goText(String uid, List<String> groups) {
    String list =
        groups.isEmpty() ? "[]string(nil)" : "[]string{\"" + String.join("\", \"", groups) + "\"}";
    return "&user.DefaultInfo{Name:\"\", UID:\"%s\", Groups:%s, Extra:map[string][]string(nil)}"
        .formatted(uid, list);
  }
}
