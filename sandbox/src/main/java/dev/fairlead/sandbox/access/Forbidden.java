package dev.fairlead.sandbox.access;

import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A refusal in kube-apiserver's words. */
final class Forbidden {

  private Forbidden() {}

  /**
   * @param reason the authorizer's; empty for none
   */
  static Status status(User user, Attributes attributes, String reason) {
    String why = sentence(user, attributes) + (reason.isEmpty() ? "" : ": " + reason);
    return switch (attributes) {
      case Attributes.Resource it -> resource(it.group(), it.resource(), it.name(), why);
      case Attributes.NonResource it -> forbidden("forbidden: " + why, "", "", "");
    };
  }

  /** A refusal that is about a resource, for whatever reason. */
  static Status resource(String group, String resource, String name, String why) {
    String what = group.isEmpty() ? resource : resource + "." + group;
    String whose = name.isEmpty() ? what : what + " \"" + name + "\"";
    return forbidden(whose + " is forbidden: " + why, group, resource, name);
  }

  private static String sentence(User user, Attributes attributes) {
    return switch (attributes) {
      case Attributes.Resource it ->
          "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
              .formatted(
                  user.name(),
                  it.verb(),
                  it.path(),
                  it.group(),
                  it.namespace().isEmpty()
                      ? "at the cluster scope"
                      : "in the namespace \"" + it.namespace() + "\"");
      case Attributes.NonResource it ->
          "User \"%s\" cannot %s path \"%s\"".formatted(user.name(), it.verb(), it.path());
    };
  }

  private static Status forbidden(String message, String group, String resource, String name) {
    return new Status(
        403,
        "Forbidden",
        message,
        Optional.of(new Status.Details(name, group, resource, "", List.of(), OptionalInt.empty())));
  }
}
