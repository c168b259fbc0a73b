package dev.fairlead.scaffold;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** What may be called how, by the rules of Kubernetes and of Java. */
final class Names {

  private static final int PROJECT_CHARACTERS_MAX = 40;
  private static final int LABEL_CHARACTERS_MAX = 63;
  private static final int SUBDOMAIN_CHARACTERS_MAX = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern RESERVED = Pattern.compile("(.*\\.)?(k8s|kubernetes)\\.io");

  private Names() {}

  /** The project's name is that of what is installed, and {@code -reconciler} comes after it. */
  static void checkProject(String name) throws Refused {
    if (name.length() > PROJECT_CHARACTERS_MAX || !isLabel(name)) {
      throw new Refused(
          "%s is no DNS label: NAME takes at most %d lower-case letters, digits and hyphens, such as bakery"
              .formatted(quoted(name), PROJECT_CHARACTERS_MAX));
    }
  }

  /** As a CustomResourceDefinition wants it; two groups are kept for Kubernetes itself. */
  static void checkGroup(String group) throws Refused {
    boolean subdomain =
        group.length() <= SUBDOMAIN_CHARACTERS_MAX
            && group.contains(".")
            && Stream.of(group.split("\\.", -1)).allMatch(Names::isLabel);
    if (!subdomain) {
      throw new Refused(
          "--group %s is no DNS subdomain: take one of your own with a dot in it, such as bakery.example.com"
              .formatted(quoted(group)));
    }
    if (RESERVED.matcher(group).matches()) {
      throw new Refused(
          "--group %s belongs to Kubernetes: take one of your own, such as bakery.example.com"
              .formatted(quoted(group)));
    }
  }

  static void checkVersion(String version) throws Refused {
    if (version.length() > LABEL_CHARACTERS_MAX || !VERSION.matcher(version).matches()) {
      throw new Refused(
          "--version %s is no version of an API: take one such as v1, v1beta1 or v1alpha1"
              .formatted(quoted(version)));
    }
  }

  /** The kind becomes classes, and in lower case the name of the controller. */
  static void checkKind(String option, String kind) throws Refused {
    if (kind.length() > LABEL_CHARACTERS_MAX || !KIND.matcher(kind).matches()) {
      throw new Refused(
          "%s %s is not in upper camel case: take at most 63 letters and digits, a capital first, such as Oven"
              .formatted(option, quoted(kind)));
    }
  }

  /** The Java package of a group: {@code bakery.example.com} is {@code com.example.bakery}. */
  static String javaPackage(String group) {
    return Stream.of(group.split("\\."))
        .map(Names::identifier)
        .collect(Collectors.collectingAndThen(Collectors.toList(), labels -> labels.reversed()))
        .stream()
        .collect(Collectors.joining("."));
  }

  private static String identifier(String label) {
    String word = label.replace('-', '_');
    if (!Character.isJavaIdentifierStart(word.charAt(0))) {
      return "_" + word;
    }
    return SourceVersion.isKeyword(word) || word.equals("java") ? word + "_" : word;
  }

  private static boolean isLabel(String text) {
    return text.length() <= LABEL_CHARACTERS_MAX && LABEL.matcher(text).matches();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
