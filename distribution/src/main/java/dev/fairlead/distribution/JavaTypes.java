package dev.fairlead.distribution;

import io.fabric8.java.generator.Config;
import io.fabric8.java.generator.FileJavaGenerator;
import io.fabric8.java.generator.exceptions.JavaGeneratorException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java types by fabric8's generator. */
final class JavaTypes {

  private JavaTypes() {}

  /**
   * Writes the types of every version.
   *
   * @param crd a file of YAML with one CustomResourceDefinition or several
   * @param javaPackage the package of the types; where a kind has several versions, each has one of
   *     its own below
   * @param output the root of sources
   * @return the files
   * @throws InvalidCrd if the file has no such definition
   */
  static List<Path> generate(Path crd, String javaPackage, Path output)
      throws IOException, InvalidCrd {
    Map<String, String> packages = new TreeMap<>();
    for (CustomResourceDefinition definition : definitions(crd)) {
      packages.putAll(packages(definition, javaPackage));
    }
    Config config = Config.builder().generatedAnnotations(false).packageOverrides(packages).build();
    // It leaves directories behind that it does not use.
    Path work = Files.createTempDirectory("fairlead-types");
    try {
      new FileJavaGenerator(config, crd.toFile()).run(work.toFile());
      return copy(work, output);
    } catch (JavaGeneratorException | IllegalArgumentException unable) {
      throw new InvalidCrd(
          "no types can be made from %s: %s; correct its schema"
              .formatted(crd, String.valueOf(unable.getMessage()).replaceAll("\\s*\\R\\s*", " ")));
    } finally {
      delete(work);
    }
  }

  private static List<Path> copy(Path work, Path output) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(work)) {
      sources = files.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> written = new ArrayList<>();
    for (Path source : sources) {
      Path target = output.resolve(work.relativize(source));
      Files.createDirectories(target.resolveSibling("."));
      written.add(Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING));
    }
    return written;
  }

  private static void delete(Path work) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(work)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** What the generator would call the package of each version, and what it is to be called. */
  private static Map<String, String> packages(
      CustomResourceDefinition definition, String javaPackage) {
    String group =
        String.join(".", List.of(definition.getSpec().getGroup().split("\\.")).reversed())
            .replace('-', '_');
    List<String> versions =
        definition.getSpec().getVersions().stream()
            .map(CustomResourceDefinitionVersion::getName)
            .toList();
    return versions.stream()
        .collect(
            Collectors.toMap(
                version -> group + "." + version,
                version -> versions.size() == 1 ? javaPackage : javaPackage + "." + version));
  }

  private static List<CustomResourceDefinition> definitions(Path crd)
      throws IOException, InvalidCrd {
    List<CustomResourceDefinition> definitions = new ArrayList<>();
    for (Object object : objects(crd)) {
      if (!(object instanceof CustomResourceDefinition definition)) {
        String what = object instanceof HasMetadata other ? other.getKind() : "something else";
        throw new InvalidCrd(
            "%s has a %s in it: give a file with CustomResourceDefinitions of apiextensions.k8s.io/v1 alone"
                .formatted(crd, what));
      }
      if (definition.getSpec() == null || definition.getSpec().getVersions().isEmpty()) {
        throw new InvalidCrd("%s has a CRD without versions: add one".formatted(crd));
      }
      definitions.add(definition);
    }
    if (definitions.isEmpty()) {
      throw new InvalidCrd(
          "%s is empty: give a file with a CustomResourceDefinition".formatted(crd));
    }
    return definitions;
  }

  private static List<Object> objects(Path crd) throws IOException, InvalidCrd {
    try {
      Object read = new KubernetesSerialization().unmarshal(Files.readString(crd));
      return switch (read) {
        case null -> List.of();
        case List<?> several -> List.copyOf(several);
        case GenericKubernetesResource other -> List.of(other);
        default -> List.of(read);
      };
    } catch (NoSuchFileException missing) {
      throw new InvalidCrd("there is no file %s: name one with a CRD".formatted(crd));
    } catch (RuntimeException noYaml) {
      throw new InvalidCrd(
          "%s is no YAML of Kubernetes objects: %s"
              .formatted(crd, String.valueOf(noYaml.getMessage()).lines().findFirst().orElse("")));
    }
  }
}
