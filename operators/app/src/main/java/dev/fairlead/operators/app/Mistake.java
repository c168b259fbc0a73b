package dev.fairlead.operators.app;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an App asks for and cannot get: what the schema cannot say, or an older one let in.
 *
 * @param reason one word in camel case
 * @param message cause and remedy, for the App's author
 */
record Mistake(String reason, String message) {

  /** The name becomes that of a Service and the value of a label. */
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  static Optional<Mistake> in(App app) {
    AppSpec spec = app.getSpec();
    String name = app.getMetadata().getName();
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          new Mistake(
              "InvalidName",
              "The name %s cannot be that of a Service: create it again with at most 63 lower-case letters, digits and hyphens, a letter first"
                  .formatted(name)));
    }
    if (spec == null || spec.replicas() == null) {
      return invalid("spec.replicas is missing: set it to 1 or more");
    }
    if (spec.replicas() < 1) {
      return invalid("spec.replicas is " + spec.replicas() + ": set it to 1 or more");
    }
    if (spec.image() == null || spec.image().isBlank()) {
      return invalid("spec.image is missing: name an image");
    }
    if (!spec.image().strip().equals(spec.image())) {
      return invalid("spec.image is \"" + spec.image() + "\": take the spaces around it away");
    }
    return ports(spec.portsOrNone());
  }

  private static Optional<Mistake> ports(List<AppPort> ports) {
    Set<Integer> numbers = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (AppPort port : ports) {
      if (port.number() < 1) {
        return invalid("a port of spec.ports has no number: set its port, from 1 to 65535");
      }
      if (!numbers.add(port.number())) {
        return invalid("spec.ports has port " + port.number() + " twice: leave one");
      }
      if (!names.add(port.nameOrNumber())) {
        return invalid("spec.ports has two ports named " + port.nameOrNumber() + ": rename one");
      }
    }
    return Optional.empty();
  }

  private static Optional<Mistake> invalid(String message) {
    return Optional.of(new Mistake("InvalidSpec", message));
  }
}
