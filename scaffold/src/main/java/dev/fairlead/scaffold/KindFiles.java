package dev.fairlead.scaffold;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files of one kind: types, reconciler, children, tests, sample. */
final class KindFiles {

  private KindFiles() {}

  /** Their texts by their paths within the project. */
  static Map<Path, String> of(Kind kind) throws Refused {
    Project project = kind.project();
    Map<String, String> words = kind.words();
    String name = kind.name();
    String variant = kind.owned().isEmpty() ? "Lone" : kind.ownsDeployment() ? "Rollout" : "";
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(project.source(name), java("kind/Kind", words));
    files.put(project.source(name + "Spec"), java("kind/Spec", words));
    files.put(
        project.source(name + "Status"),
        java(kind.ownsDeployment() ? "kind/RolloutStatus" : "kind/Status", words));
    files.put(project.source(name + "Reconciler"), java("kind/" + variant + "Reconciler", words));
    for (OwnedKind owned : kind.owned()) {
      files.put(project.source(name + owned.kind()), java("owned/" + owned.kind(), words));
    }
    if (!kind.owned().isEmpty()) {
      files.put(project.source(name + "Labels"), java("kind/Labels", words));
    }
    files.put(
        project.test(name + "ReconcilerTest"), java("kind/" + variant + "ReconcilerTest", words));
    files.put(project.test(name + "OperatorTest"), java("kind/OperatorTest", words));
    refuseClash(kind, files);
    files.put(
        Path.of("samples", kind.controller() + ".yaml"),
        Template.of("kind/sample.yaml").filled(words));
    return files;
  }

  private static String java(String template, Map<String, String> words) {
    return Imports.inOrder(Template.of(template + ".java").filled(words));
  }

  /** Two classes of one name would not compile; the reader would be puzzled even if they did. */
  private static void refuseClash(Kind kind, Map<Path, String> sources) throws Refused {
    Set<String> used = new HashSet<>(Set.of("Main", "Fairlead", "Integer", "Override", "String"));
    sources.values().forEach(source -> used.addAll(Imports.names(source)));
    for (Path source : sources.keySet()) {
      String own = String.valueOf(source.getFileName()).replace(".java", "");
      if (used.contains(own)) {
        throw new Refused(
            "the kind %s would be a class %s beside another %s that it uses: take another name"
                .formatted(kind.name(), own, own));
      }
    }
  }
}
