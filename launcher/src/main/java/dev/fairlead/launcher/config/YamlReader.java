package dev.fairlead.launcher.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a text of YAML along the schema. The schema bounds how deep it looks, so that aliases can
 * make nothing large of a small text.
 */
final class YamlReader {

  private final String file;
  private final Findings findings;
  private final boolean further;

  private YamlReader(String file, Findings findings, boolean further) {
    this.file = file;
    this.findings = findings;
    this.further = further;
  }

  /** Adds what a text says, and what is wrong in it. */
  static void read(YamlText text, Findings findings) {
    new YamlReader(text.name(), findings, /* further= */ false).document(text.text());
  }

  /** The same of a further source, which cannot name others. */
  static void readSource(YamlText text, Findings findings) {
    new YamlReader(text.name(), findings, /* further= */ true).document(text.text());
  }

  private void document(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(YamlText.LONGEST)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent()) {
        section(root.get(), Spot.ROOT);
      }
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problem(new Origin.Line(file, line), "this is no YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      problem(new Origin.Line(file, 1), "this is no YAML: " + malformed.getMessage());
    }
  }

  /** Where the reader is: in the schema, and in the file, where controllers have names. */
  private record Spot(String schema, String path, String controller) {

    static final Spot ROOT = new Spot("", "", "");

    Spot child(String name) {
      boolean isController = schema.equals("controllers");
      return new Spot(
          joined(schema, isController ? Place.ALL : name),
          joined(path, name),
          isController ? name : controller);
    }

    private static String joined(String section, String name) {
      return section.isEmpty() ? name : section + "." + name;
    }
  }

  private void section(Node node, Spot spot) {
    if (isNothing(node)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String what = spot.path().isEmpty() ? "the file" : spot.path();
      problem(lineOf(node), what + " takes keys (" + known(spot) + "), not " + shown(node));
      return;
    }
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problem(lineOf(entry.getKeyNode()), "a key is a name, not " + shown(entry.getKeyNode()));
        continue;
      }
      Origin.Line line = lineOf(key);
      Spot child = spot.child(key.getValue());
      Integer before = seen.putIfAbsent(key.getValue(), line.number());
      if (before != null) {
        problem(line, named(child) + " stands there twice, first in line " + before);
      } else {
        entry(line, child, spot, key.getValue(), entry.getValueNode());
      }
    }
  }

  private void entry(Origin.Line line, Spot spot, Spot section, String name, Node node) {
    Optional<Setting<?>> setting = Schema.at(spot.schema());
    if (setting.isPresent()) {
      value(new Place(setting.get(), spot.controller()), line, node);
    } else if (!Schema.names(spot.schema()).isEmpty()) {
      section(node, spot);
    } else {
      problem(line, named(spot) + " is not known; " + meant(section, name));
    }
  }

  private void value(Place place, Origin.Line line, Node node) {
    if (isNothing(node)) {
      return;
    }
    if (further && place.setting().equals(Schema.CONFIG_SOURCES)) {
      problem(
          line,
          place.path()
              + " stands in a source; say it in the file, FAIRLEAD_CONFIG_SOURCES or --config");
    } else if (node instanceof ScalarNode scalar) {
      findings.value(new Given(place, scalar.getValue(), line));
    } else if (place.setting().type().list()
        && node instanceof SequenceNode sequence
        && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      findings.value(new Given(place, items(sequence), line));
    } else {
      problem(
          line,
          "%s takes %s, not %s"
              .formatted(place.path(), place.setting().type().allowed(), shown(node)));
    }
  }

  private static String items(SequenceNode sequence) {
    return sequence.getValue().stream()
        .map(item -> ((ScalarNode) item).getValue())
        .collect(Collectors.joining(","));
  }

  /** The remedy for a key that is not known: the one that was meant, or all of the section. */
  private static String meant(Spot section, String name) {
    return Nearest.to(name, Schema.names(section.schema()))
        .map(nearest -> section.child(nearest).path())
        .or(() -> elsewhere(name))
        .map(path -> "did you mean " + path + "?")
        .orElseGet(() -> "known here: " + known(section));
  }

  private static Optional<String> elsewhere(String name) {
    return Schema.settings().stream()
        .filter(setting -> setting.name().equalsIgnoreCase(name))
        .map(Setting::path)
        .findFirst();
  }

  private static String known(Spot section) {
    List<String> names = Schema.names(section.schema());
    return names.equals(List.of(Place.ALL))
        ? "names of controllers, or \"*\""
        : String.join(", ", names);
  }

  private static String named(Spot spot) {
    return spot.path().length() <= 80 ? spot.path() : spot.path().substring(0, 80) + "…";
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> lineOf(scalar).shown(scalar.getValue());
      case SequenceNode _ -> "a list";
      default -> "keys of its own";
    };
  }

  private Origin.Line lineOf(Node node) {
    return new Origin.Line(file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }

  private void problem(Origin.Line line, String what) {
    findings.problem(Problem.at(line, what.replaceAll("\\p{Cntrl}+", " ")));
  }
}
