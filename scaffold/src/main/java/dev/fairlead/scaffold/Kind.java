package dev.fairlead.scaffold;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A kind that a project is to have: the words that fill the templates of its classes.
 *
 * @param name in upper camel case
 * @param owned what it is made of, in the order in which it is created
 */
record Kind(Project project, String name, List<OwnedKind> owned) {

  /** Variables that the templates have beside the one that is called like the kind. */
  private static final Set<String> TAKEN =
      Set.of(
          "observed",
          "context",
          "reconciler",
          "result",
          "desired",
          "cluster",
          "deployment",
          "rollout",
          "name",
          "message");

  Kind {
    owned = List.copyOf(owned);
  }

  /** By default that of the controller, and the name of the sample's file. */
  String controller() {
    return name.toLowerCase(Locale.ROOT);
  }

  boolean ownsDeployment() {
    return owned.contains(OwnedKind.DEPLOYMENT);
  }

  /** What its children are made from; a kind without any has something to say. */
  Set<SpecField> fields() {
    Set<SpecField> fields = EnumSet.noneOf(SpecField.class);
    owned.forEach(kind -> fields.addAll(kind.fields()));
    if (fields.isEmpty()) {
      fields.add(SpecField.MESSAGE);
    }
    return fields;
  }

  /** What the templates' gaps are filled with. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("package", project.javaPackage());
    words.put("group", project.group());
    words.put("version", project.version());
    words.put("Kind", name);
    words.put("kind", variable());
    words.put("aKind", withArticle(name));
    words.put("controller", controller());
    words.put("ready", ownsDeployment() ? "Available" : "Ready");
    words.put("scale", ownsDeployment() ? " @SpecReplicas" : "");
    words.put("summary", summary());
    words.put("ownedImports", each("\n", it -> "import " + it.type().getName() + ";"));
    words.put("owns", each("\n", it -> "@Owns(" + it.kind() + ".class)"));
    words.put("declaration", declaration());
    words.put("reconcilerClass", reconcilerClass());
    words.put("reconcilerField", reconcilerField());
    words.put("returnChildren", returnChildren());
    words.put("returnRollout", returnRollout());
    words.put("assertChildren", assertChildren());
    words.put("setSpec", setSpec());
    words.put(
        "awaitChildren",
        each("\n", it -> "cluster.await(%s.class, \"example\");".formatted(it.kind())));
    words.put(
        "awaitGone",
        each("\n", it -> "cluster.awaitGone(%s.class, \"example\");".formatted(it.kind())));
    words.put(
        "childRows",
        each("\n", it -> "| `%s%s` | what the %s is like |".formatted(name, it.kind(), it.kind())));
    words.put("specFields", joined(",\n", it -> component(words, it)) + ") {}");
    words.put("specYaml", joined("\n", it -> it.field() + ": " + it.yaml()));
    return words;
  }

  private static String component(Map<String, String> words, SpecField field) {
    String text = Template.of("fields/" + field.field() + ".java").filled(words).strip();
    int type = text.lastIndexOf(' ', text.lastIndexOf(' ') - 1);
    String broken = text.substring(0, type) + "\n    " + text.substring(type + 1);
    return Layout.fitting(4, List.of(text + ",", broken + ",")).replaceFirst(",$", "");
  }

  private String declaration() {
    String type = "public final class " + name;
    String extended = "extends CustomResource<%1$sSpec, %1$sStatus>".formatted(name);
    String last = "implements Namespaced {";
    return Layout.fitting(
        0,
        List.of(
            type + " " + extended + " " + last,
            type + " " + extended + "\n    " + last,
            type + "\n    " + extended + "\n    " + last));
  }

  private String reconcilerClass() {
    String type = "public final class %sReconciler".formatted(name);
    String last = "implements Reconciler<%s> {".formatted(name);
    return Layout.fitting(0, List.of(type + " " + last, type + "\n    " + last));
  }

  private String reconcilerField() {
    String field = "private final %sReconciler reconciler =".formatted(name);
    String made = "new %sReconciler();".formatted(name);
    return Layout.fitting(2, List.of(field + " " + made, field + "\n    " + made));
  }

  private String returnChildren() {
    List<String> children = owned.stream().map(this::child).toList();
    String begin = "return Desired.children(";
    return Layout.fitting(
        4,
        Layout.either(
            List.of(begin + String.join(", ", children) + ").condition(READY);"),
            Layout.arguments(begin, 8, children, ")\n    .condition(READY);")));
  }

  private String returnRollout() {
    List<String> children = owned.stream().map(this::child).toList();
    return Layout.fitting(4, Layout.arguments("return Desired.children(", 8, children, ")"));
  }

  private String assertChildren() {
    List<String> types = owned.stream().map(it -> it.kind() + ".class").toList();
    String asserted = "assertThat(desired.children())";
    String with = ".hasExactlyElementsOfTypes(";
    return Layout.fitting(
        4,
        Layout.either(
            List.of(asserted + with + String.join(", ", types) + ");"),
            Layout.arguments(asserted + "\n    " + with, 8, types, ");")));
  }

  private String setSpec() {
    List<String> values = fields().stream().map(SpecField::java).toList();
    String set = variable() + ".setSpec(";
    String made = "new %sSpec(".formatted(name);
    return Layout.fitting(
        4,
        Layout.either(
            List.of(set + made + String.join(", ", values) + "));"),
            Layout.arguments(set + "\n    " + made, 8, values, "));")));
  }

  /** The Deployment has a variable of its own, for its roll-out is looked at as well. */
  private String child(OwnedKind kind) {
    return kind == OwnedKind.DEPLOYMENT
        ? "deployment"
        : "%s%s.of(%s)".formatted(name, kind.kind(), variable());
  }

  private String variable() {
    boolean abbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    String variable =
        abbreviation
            ? controller()
            : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return TAKEN.contains(variable) || SourceVersion.isKeyword(variable) ? "primary" : variable;
  }

  private String summary() {
    String subject = capital(withArticle(name));
    if (owned.isEmpty()) {
      return subject + " says what it has heard.";
    }
    List<String> parts = owned.stream().map(it -> withArticle(it.kind())).toList();
    String all =
        parts.size() == 1
            ? parts.getFirst()
            : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    String sentence = "%s is %s of the same name.".formatted(subject, all);
    return Layout.fitting(
        7,
        List.of(sentence, "%s is %d objects of the same name.".formatted(subject, owned.size())));
  }

  private static String withArticle(String word) {
    return ("AEIOU".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String each(String separator, Function<OwnedKind, String> text) {
    return join(owned, separator, text);
  }

  private String joined(String separator, Function<SpecField, String> text) {
    return join(fields(), separator, text);
  }

  private static <T> String join(Collection<T> all, String separator, Function<T, String> text) {
    Stream<String> texts = all.stream().map(text);
    return texts.collect(Collectors.joining(separator));
  }
}
