package dev.fairlead.launcher.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all sources to one configuration, or to all that is wrong in them. */
public final class ConfigurationReader {

  /** The variable that names the file, where {@code --config} does not. */
  public static final String FILE_VARIABLE = Environment.PREFIX + "CONFIG";

  private ConfigurationReader() {}

  /**
   * Reads the file and what overrules it.
   *
   * @param file if one is named
   * @param environment all variables; those of others are passed over
   * @param flags what the command was given
   */
  public static Reading read(
      Optional<Path> file, Map<String, String> environment, Collection<Given> flags) {
    if (file.isEmpty()) {
      return readText(Optional.empty(), environment, flags);
    }
    return switch (YamlText.load(file.get())) {
      case YamlText.Loaded.Text loaded -> readText(Optional.of(loaded.text()), environment, flags);
      case YamlText.Loaded.Unreadable unreadable ->
          new Reading.Refused(List.of(unreadable.problem().text()));
    };
  }

  /** The same with the text of the file at hand. */
  public static Reading readText(
      Optional<YamlText> file, Map<String, String> environment, Collection<Given> flags) {
    Findings findings = new Findings();
    file.ifPresent(text -> YamlReader.read(text, findings));
    Environment.read(environment, findings);
    flags.forEach(findings::value);
    Values values = Values.layered(findings.values());
    Rules.check(values, findings);
    List<String> problems = findings.problems();
    return problems.isEmpty()
        ? new Reading.Accepted(Configuration.of(values), values, findings.warnings())
        : new Reading.Refused(problems);
  }
}
