package dev.fairlead.mesh.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusOutcome;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.query.ObjectView;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message, and no part of one, has been forgotten. */
class CompletenessTest {

  /** One class of each package that consists of messages and their parts. */
  private static final List<Class<?>> PACKAGES =
      List.of(
          Assign.class,
          StatusIntent.class,
          ObjectView.class,
          Declaration.class,
          DictionaryQuery.class);

  /** What stands in these packages and stays in its process. */
  private static final Set<Class<?>> AT_HOME = Set.of(Priority.class, StatusOutcome.class);

  @Test
  void everyTypeOfTheseSetsOutOnTheWireOrIsKnownToStay() throws Exception {
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> one : PACKAGES) {
      found.addAll(typesBeside(one));
    }
    found.removeAll(AT_HOME);

    assertThat(found).contains(Incarnation.class).isSubsetOf(Vocabulary.schema().types());
  }

  @Test
  void everySubtypeOfEverySealedInterfaceIsNamed() {
    Set<Class<?>> types = Vocabulary.schema().types();

    assertThat(types.stream().filter(Class::isSealed)).hasSizeGreaterThanOrEqualTo(8);
    for (Class<?> type : types) {
      if (type.isSealed()) {
        assertThat(types).contains(type.getPermittedSubclasses());
      }
    }
  }

  @Test
  void whatMeshItselfSendsIsThere() {
    assertThat(Vocabulary.schema().types()).contains(Presence.class, DictionaryQuery.class);
  }

  private static Set<Class<?>> typesBeside(Class<?> one)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(root)) {
      return typesIn(root, one.getPackageName());
    }
    try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
      return typesIn(jar.getPath("/"), one.getPackageName());
    }
  }

  private static Set<Class<?>> typesIn(Path root, String packageName)
      throws IOException, ClassNotFoundException {
    Set<Class<?>> types = new HashSet<>();
    try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName(packageName + "." + name.replace(".class", ""));
          if (type.isRecord() || type.isInterface() || type.isEnum()) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }
}
