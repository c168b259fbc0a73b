package dev.fairlead.launcher.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads environment variables by the rule in the story of this package. */
final class Environment {

  static final String PREFIX = "FAIRLEAD_";

  private static final String OF_CONTROLLERS = PREFIX + "CONTROLLERS_";

  /** Those of the command line and of logback, which are no matter of this package. */
  private static final Set<String> OTHERS = Set.of("FAIRLEAD_LOGGING_LIBRARIES");

  /**
   * What Kubernetes sets in every Pod for a Service of its namespace: one called {@code
   * fairlead-gateway} makes {@code FAIRLEAD_GATEWAY_PORT=tcp://10.0.0.1:8080}. It is not meant for
   * us.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "\\w+(_SERVICE_HOST|_SERVICE_PORT(_\\w+)?|_PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)=.*"
              + "|\\w+_PORT=(tcp|udp|sctp)://.*",
          Pattern.DOTALL);

  private static final Map<String, Setting<?>> BY_VARIABLE = new LinkedHashMap<>();

  static {
    Schema.settings().forEach(setting -> BY_VARIABLE.put(setting.variable(), setting));
  }

  private Environment() {}

  /** Adds what the variables say; one that is close to a known one is warned of. */
  static void read(Map<String, String> variables, Findings findings) {
    new TreeMap<>(variables)
        .tailMap(PREFIX).entrySet().stream()
            .takeWhile(it -> it.getKey().startsWith(PREFIX))
            .filter(it -> !it.getValue().isEmpty())
            .filter(it -> !OTHERS.contains(it.getKey()))
            .filter(it -> !SERVICE_LINK.matcher(it.getKey() + "=" + it.getValue()).matches())
            .forEach(it -> read(it.getKey(), it.getValue(), findings));
  }

  private static void read(String name, String value, Findings findings) {
    Origin origin = new Origin.Variable(name);
    Optional<Place> place = place(name);
    if (place.isPresent()) {
      findings.value(new Given(place.get(), value, origin));
    } else {
      sections()
          .filter(name::startsWith)
          .map(section -> "no setting has this variable; " + meant(name, section))
          .forEach(warning -> findings.warning(Problem.at(origin, warning)));
    }
  }

  private static Optional<Place> place(String name) {
    Setting<?> setting = BY_VARIABLE.get(name);
    return setting == null ? ofController(name) : Optional.of(Place.of(setting));
  }

  /** No path of a setting ends in another's, so a name of a controller is what is left of one. */
  private static Optional<Place> ofController(String name) {
    if (!name.startsWith(OF_CONTROLLERS)) {
      return Optional.empty();
    }
    return BY_VARIABLE.entrySet().stream()
        .filter(it -> it.getValue().ofController())
        .filter(it -> name.endsWith(ending(it.getKey())))
        .map(it -> new Place(it.getValue(), controller(name, ending(it.getKey()))))
        .filter(place -> !place.controller().isEmpty())
        .findFirst();
  }

  private static String ending(String variable) {
    return "_" + variable.substring(OF_CONTROLLERS.length());
  }

  private static String controller(String name, String ending) {
    int start = OF_CONTROLLERS.length();
    int end = name.length() - ending.length();
    return end <= start
        ? ""
        : name.substring(start, end).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the variables of each section begin. */
  private static Stream<String> sections() {
    return Schema.names("").stream().map(it -> PREFIX + it.toUpperCase(Locale.ROOT) + "_");
  }

  private static String meant(String name, String section) {
    List<String> known =
        BY_VARIABLE.keySet().stream()
            .filter(it -> it.startsWith(section))
            .map(it -> it.substring(section.length()))
            .toList();
    return Nearest.to(name.substring(section.length()), known)
        .map(nearest -> "did you mean " + section + nearest + "?")
        .orElse("docs/OPERATIONS.md lists what there is");
  }
}
