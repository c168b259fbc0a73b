package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.GoText;

/**
 * Who owns fields. One manager is several owners: by apply and by update, per subresource, and by
 * update also per version.
 *
 * @param apiVersion of the updates; empty for apply
 */
record Owner(String manager, String operation, String apiVersion, String subresource)
    implements Comparable<Owner> {

  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  static Owner applier(String manager, String subresource) {
    return new Owner(known(manager), APPLY, "", subresource);
  }

  static Owner updater(String manager, String apiVersion, String subresource) {
    return new Owner(known(manager), UPDATE, apiVersion, subresource);
  }

  private static String known(String manager) {
    return manager.isEmpty() ? "unknown" : manager;
  }

  /** As a conflict names it. */
  String described() {
    String text = GoText.quoted(manager);
    if (!subresource.isEmpty()) {
      text += " with subresource " + GoText.quoted(subresource);
    }
    return operation.equals(UPDATE) ? text + " using " + apiVersion : text;
  }

  /** In the order of their written form, which is what conflicts and old entries are sorted by. */
  @Override
  public int compareTo(Owner other) {
    return written().compareTo(other.written());
  }

  private String written() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("manager", manager).put("operation", operation);
    if (!apiVersion.isEmpty()) {
      json.put("apiVersion", apiVersion);
    }
    if (!subresource.isEmpty()) {
      json.put("subresource", subresource);
    }
    return json.toString();
  }
}
