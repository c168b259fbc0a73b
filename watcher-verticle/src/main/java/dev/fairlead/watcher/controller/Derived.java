package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.informer.Intake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What code of an operator says of an object, among its fields: from there on it is data like any
 * other. Asked as the object comes in, on the thread of its stream.
 *
 * @param controller whose code it is
 */
record Derived(String controller, WatchedKind watched, OperatorCode.Code code)
    implements Intake.Derivation {

  private static final int TEXT_MAX = 64;

  /** The field that holds the keys that a mapping leads to. */
  static String keysField(String mapping) {
    return "keys by " + mapping;
  }

  /** The field that holds what matters to a predicate; missing if nothing does. */
  static String mattersField(String predicate) {
    return "matters to " + predicate;
  }

  /** The class that is asked, for people. */
  static String codeName(WatchedKind watched) {
    return watched.mapping() instanceof KeyMapping.Code(String type) ? type : watched.predicate();
  }

  @Override
  public ObservedObject of(ObservedObject object) throws Intake.FailedException {
    OperatorCode.Said said = ask(object);
    Map<String, String> fields = new HashMap<>(object.metadata().fields());
    if (watched.mapping() instanceof KeyMapping.Code(String mapping) && !said.keys().isEmpty()) {
      fields.put(
          keysField(mapping),
          said.keys().stream()
              .map(NamespacedName::toString)
              .distinct()
              .collect(Collectors.joining("\n")));
    }
    if (!watched.predicate().isEmpty()) {
      said.matters()
          .ifPresent(matters -> fields.put(mattersField(watched.predicate()), shortened(matters)));
    }
    return new ObservedObject(object.resource(), object.metadata().with(fields), object.frame());
  }

  private OperatorCode.Said ask(ObservedObject object) throws Intake.FailedException {
    try {
      return code.of(object.frame().json());
    } catch (RuntimeException | LinkageError failure) {
      throw new Intake.FailedException(
          "%s of controller %s failed on it (%s); correct the code"
              .formatted(
                  codeName(watched),
                  controller,
                  failure.toString().lines().findFirst().orElse("")));
    }
  }

  /** Only whether it is equal counts. */
  private static String shortened(String text) {
    if (text.length() <= TEXT_MAX) {
      return text;
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
