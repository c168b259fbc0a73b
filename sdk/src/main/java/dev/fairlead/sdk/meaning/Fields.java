package dev.fairlead.sdk.meaning;

import java.util.Set;

/** What is known of fields by their names. Pure. */
final class Fields {

  /** Maps whose values are quantities. */
  private static final Set<String> QUANTITY_MAPS =
      Set.of(
          "requests",
          "limits",
          "capacity",
          "allocatable",
          "hard",
          "overhead",
          "default",
          "defaultRequest",
          "max",
          "min",
          "maxLimitRequestRatio");

  /** Single fields that are quantities. */
  private static final Set<String> QUANTITIES =
      Set.of("sizeLimit", "divisor", "averageValue", "storage");

  /** Empty objects and zero values that mean something by being there. */
  private static final Set<String> MEANT_BY_PRESENCE =
      Set.of(
          "emptyDir",
          "podSelector",
          "namespaceSelector",
          "automountServiceAccountToken",
          "allowPrivilegeEscalation",
          "runAsUser",
          "runAsGroup",
          "fsGroup");

  /** Maps of texts that mean what their owner takes them for. */
  private static final Set<String> TEXTS =
      Set.of("data", "stringData", "binaryData", "labels", "annotations", "matchLabels");

  private Fields() {}

  static boolean isQuantity(String parent, String name) {
    return !isTexts(parent) && (QUANTITY_MAPS.contains(parent) || QUANTITIES.contains(name));
  }

  static boolean isMeantByPresence(String name) {
    return MEANT_BY_PRESENCE.contains(name);
  }

  static boolean isTexts(String name) {
    return TEXTS.contains(name);
  }
}
