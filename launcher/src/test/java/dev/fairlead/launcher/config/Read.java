package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what tests say, as a file called {@code fairlead.yaml}. */
final class Read {

  private Read() {}

  static Reading.Accepted accepted(String yaml) {
    return accepted(yaml, Map.of(), List.of());
  }

  static Reading.Accepted accepted(String yaml, Map<String, String> variables, List<Given> flags) {
    Reading reading = reading(yaml, variables, flags);
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return (Reading.Accepted) reading;
  }

  static List<String> problems(String yaml, Map<String, String> variables, List<Given> flags) {
    Reading reading = reading(yaml, variables, flags);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) reading).problems();
  }

  private static Reading reading(String yaml, Map<String, String> variables, List<Given> flags) {
    return ConfigurationReader.readText(
        Optional.of(new YamlText("fairlead.yaml", yaml)), variables, flags);
  }
}
