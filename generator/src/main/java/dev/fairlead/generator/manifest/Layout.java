package dev.fairlead.generator.manifest;

import dev.fairlead.generator.rbac.Component;
import dev.fairlead.generator.rbac.Rbac;
import java.util.List;
import java.util.stream.Stream;

/** Which processes there are. */
public enum Layout {
  /** One process with all roles, which joins no other. */
  ALL_IN_ONE("all-in-one"),
  /** Two processes of each role, which join each other. */
  ROLES("roles");

  private final String text;

  Layout(String text) {
    this.text = text;
  }

  /** What a process of each Deployment runs, as {@code run} takes it. */
  List<String> components() {
    return switch (this) {
      case ALL_IN_ONE -> List.of("all");
      case ROLES -> Stream.of(Component.values()).map(Component::toString).toList();
    };
  }

  /** The component that the API server asks, where there are webhooks. */
  String webhook() {
    return switch (this) {
      case ALL_IN_ONE -> "all";
      case ROLES -> WebhookObjects.COMPONENT;
    };
  }

  /** The component that listens for people. */
  String gateway() {
    return switch (this) {
      case ALL_IN_ONE -> "all";
      case ROLES -> Component.GATEWAY.toString();
    };
  }

  /** One process alone must be gone before the next; of several, the others go on. */
  String strategy() {
    return switch (this) {
      case ALL_IN_ONE -> "Recreate";
      case ROLES -> "RollingUpdate";
    };
  }

  int replicas() {
    return switch (this) {
      case ALL_IN_ONE -> 1;
      case ROLES -> 2;
    };
  }

  Rbac.Accounts accounts() {
    return switch (this) {
      case ALL_IN_ONE -> Rbac.Accounts.ONE;
      case ROLES -> Rbac.Accounts.BY_ROLE;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
