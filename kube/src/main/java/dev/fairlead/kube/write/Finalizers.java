package dev.fairlead.kube.write;

import java.util.ArrayList;
import java.util.List;

/** The list of finalizers of an object. Pure. */
final class Finalizers {

  private Finalizers() {}

  static List<String> with(List<String> finalizers, String finalizer) {
    if (finalizers.contains(finalizer)) {
      return finalizers;
    }
    List<String> more = new ArrayList<>(finalizers);
    more.add(finalizer);
    return more;
  }

  static List<String> without(List<String> finalizers, String finalizer) {
    return finalizers.stream().filter(other -> !other.equals(finalizer)).toList();
  }
}
