package dev.fairlead.scaffold;

import java.util.Locale;

/**
 * A field that a new kind's spec may have: those that its children are made from. The text of each
 * is the template {@code fields/NAME.java}.
 */
enum SpecField {
  REPLICAS("2", "2"),
  IMAGE("nginxinc/nginx-unprivileged:1.27", "\"nginxinc/nginx-unprivileged:1.27\""),
  SCHEDULE("\"*/10 * * * *\"", "\"*/10 * * * *\""),
  PORT("8080", "8080"),
  HOST("example.com", "\"example.com\""),
  STORAGE("1Gi", "\"1Gi\""),
  MESSAGE("Hello", "\"Hello\"");

  private final String yaml;
  private final String java;

  SpecField(String yaml, String java) {
    this.yaml = yaml;
    this.java = java;
  }

  /** Its name in Java and in YAML. */
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A value for the sample. */
  String yaml() {
    return yaml;
  }

  /** The same value in Java. */
  String java() {
    return java;
  }
}
