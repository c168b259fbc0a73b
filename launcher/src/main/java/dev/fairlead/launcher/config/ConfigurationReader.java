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
    return read(file, List.of(), environment, flags);
  }

  /**
   * Reads the file and what overrules it.
   *
   * @param file if one is named
   * @param sources what further sources say, each overruling those before it and the file
   * @param environment all variables; those of others are passed over
   * @param flags what the command was given
   */
  public static Reading read(
      Optional<Path> file,
      List<YamlText> sources,
      Map<String, String> environment,
      Collection<Given> flags) {
    if (file.isEmpty()) {
      return readTexts(Optional.empty(), sources, environment, flags);
    }
    return switch (YamlText.load(file.get())) {
      case YamlText.Loaded.Text loaded ->
          readTexts(Optional.of(loaded.text()), sources, environment, flags);
      case YamlText.Loaded.Unreadable unreadable ->
          new Reading.Refused(List.of(unreadable.problem().text()));
    };
  }

  /** The same with the text of the file at hand. */
  public static Reading readText(
      Optional<YamlText> file, Map<String, String> environment, Collection<Given> flags) {
    return readTexts(file, List.of(), environment, flags);
  }

  static Reading readTexts(
      Optional<YamlText> file,
      List<YamlText> sources,
      Map<String, String> environment,
      Collection<Given> flags) {
    Findings findings = new Findings();
    file.ifPresent(text -> YamlReader.read(text, findings));
    sources.forEach(text -> YamlReader.readSource(text, findings));
    Environment.read(environment, findings);
    flags.forEach(findings::value);
    Values values = Values.layered(findings.values());
    Rules.check(values, findings);
    List<String> problems = findings.problems();
    return problems.isEmpty()
        ? new Reading.Accepted(Configuration.of(values), values, findings.warnings())
        : new Reading.Refused(problems);
  }

  /**
   * Reads only what has to be known before further sources can be asked: where they are, and the
   * cluster. What is wrong is passed over, since it is told when everything is read.
   */
  public static Values beginning(
      Optional<Path> file, Map<String, String> environment, Collection<Given> flags) {
    Findings findings = new Findings();
    if (file.isPresent() && YamlText.load(file.get()) instanceof YamlText.Loaded.Text loaded) {
      YamlReader.read(loaded.text(), findings);
    }
    Environment.read(environment, findings);
    flags.forEach(findings::value);
    return Values.layered(findings.values());
  }
}
