package dev.fairlead.launcher.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes all values as a {@code fairlead.yaml}, each with a comment that says who gave it. */
public final class ConfigurationYaml {

  /** What YAML needs no quotes for; without them null would be nothing. */
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:null)$)[A-Za-z0-9/][A-Za-z0-9_./-]*");

  private final StringBuilder out = new StringBuilder();
  private List<String> section = List.of();

  private ConfigurationYaml() {}

  /** The text; read again, it gives an equal configuration. */
  public static String of(Values values) {
    ConfigurationYaml yaml = new ConfigurationYaml();
    List<String> controllers = new ArrayList<>(values.controllers());
    controllers.addFirst(Place.ALL);
    boolean controllersWritten = false;
    for (Setting<?> setting : Schema.settings()) {
      if (!setting.ofController()) {
        yaml.value(Place.of(setting), values);
      } else if (!controllersWritten) {
        controllersWritten = true;
        controllers.forEach(name ->
            Schema.settings().stream()
                .filter(Setting::ofController)
                .forEach(it -> yaml.value(new Place(it, name), values)));
      }
    }
    return yaml.out.toString();
  }

  private void value(Place place, Values values) {
    List<String> names =
        Arrays.stream(place.setting().path().split("\\."))
            .map(name -> name.equals(Place.ALL) ? place.controller() : name)
            .toList();
    List<String> wanted = names.subList(0, names.size() - 1);
    int same = 0;
    while (same < Math.min(section.size(), wanted.size())
        && section.get(same).equals(wanted.get(same))) {
      same++;
    }
    for (int depth = same; depth < wanted.size(); depth++) {
      indent(depth).append(scalar(wanted.get(depth))).append(":\n");
    }
    section = wanted;
    Given given = values.at(place);
    indent(wanted.size())
        .append(names.getLast())
        .append(": ")
        .append(text(given))
        .append("  # ")
        .append(origin(place, given))
        .append('\n');
  }

  private StringBuilder indent(int depth) {
    return out.repeat("  ", depth);
  }

  private static String origin(Place place, Given given) {
    boolean inherited =
        !given.place().equals(place) && !(given.origin() instanceof Origin.Standard);
    return given.origin().text().replaceAll("\\p{Cntrl}", "?") + (inherited ? ", for all" : "");
  }

  private static String text(Given given) {
    if (!given.place().setting().type().list()) {
      return scalar(given.text());
    }
    return Arrays.stream(given.text().split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(ConfigurationYaml::scalar)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** In double quotes unless it is plain, with the escapes that JSON and YAML share. */
  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(character -> {
          if (character == '"' || character == '\\') {
            quoted.append('\\').append((char) character);
          } else if (character < ' ' || character == 0x7f) {
            quoted.append("\\u%04x".formatted(character));
          } else {
            quoted.append((char) character);
          }
        });
    return quoted.append('"').toString();
  }
}
