package dev.fairlead.generator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Collection;
import java.util.stream.Collectors;

/** Objects as people write manifests: no quotes without need, no indentation without need. */
public final class ManifestYaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .build();

  private ManifestYaml() {}

  /** One document. */
  public static String document(Object object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (JsonProcessingException noYaml) {
      throw new IllegalArgumentException(object + " has no YAML", noYaml);
    }
  }

  /** Several, with a line between them. */
  public static String documents(Collection<?> objects) {
    return objects.stream().map(ManifestYaml::document).collect(Collectors.joining("---\n"));
  }
}
