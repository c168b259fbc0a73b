package dev.fairlead.sandbox.schema.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sandbox.schema.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The file with the numbers of the messages' fields is that of the API's {@code generated.proto}
 * files, as they are in Go's module cache once control-plane/build has built a kube-apiserver. With
 * {@code -Dsandbox.refresh} it is written anew.
 */
class MessageNumbersTest {

  private static final String VERSION = "v0.36.3";
  private static final Path FILE =
      Path.of("src/main/resources/dev/fairlead/sandbox/schema/decode/messages.txt");
  private static final String HEAD =
      """
      # The numbers that the fields of the API's messages have in protobuf, message by message.
      # Behind @ stands a message whose fields are the fields of the message that it is in.
      """;

  private static final Pattern PACKAGE = Pattern.compile("package (\\S+);");
  private static final Pattern MESSAGE = Pattern.compile("message (\\w+) \\{");
  private static final Pattern FIELD =
      Pattern.compile(" {2}(?:optional |repeated )?(map<.*?>|\\S+) (\\w+) = (\\d+);");

  /** Values that are messages in protobuf and no objects in JSON. */
  private static final Set<String> VALUES =
      Set.of("IntOrString", "RawExtension", "Quantity", "FieldsV1", "Time", "MicroTime");

  private final Definitions definitions = Definitions.builtIn();
  private final Map<String, Map<String, String[]>> messages = new TreeMap<>();
  private final Set<String> inlined = new HashSet<>();

  @Test
  void theNumbersAreThoseOfTheApi() throws IOException {
    Path modules = modules().resolve("k8s.io");
    Assumptions.assumeTrue(Files.isDirectory(modules.resolve("api@" + VERSION)), "no Go modules");
    for (String module : List.of("api@", "apimachinery@")) {
      try (Stream<Path> files = Files.walk(modules.resolve(module + VERSION))) {
        for (Path file : files.filter(it -> it.endsWith("generated.proto")).toList()) {
          read(Files.readAllLines(file, UTF_8));
        }
      }
    }

    List<String> known = messages.keySet().stream().filter(this::isObject).toList();
    Map<String, String> lines = new TreeMap<>();
    known.forEach(it -> lines.put(it, line(it, Optional.of(it))));
    Set.copyOf(inlined).forEach(it -> lines.putIfAbsent(it, line(it, Optional.empty())));
    String expected = HEAD + String.join("\n", lines.values()) + "\n";

    if (System.getProperty("sandbox.refresh") != null) {
      Files.writeString(FILE, expected, UTF_8);
    }
    assertThat(Files.readString(FILE, UTF_8)).isEqualTo(expected);
  }

  private static Path modules() {
    return Optional.ofNullable(System.getenv("GOMODCACHE"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), "go", "pkg", "mod"));
  }

  private void read(List<String> lines) {
    String prefix = "";
    Map<String, String[]> fields = new TreeMap<>();
    for (String line : lines) {
      Matcher matcher = PACKAGE.matcher(line);
      if (matcher.matches()) {
        prefix = matcher.group(1).replaceFirst("^k8s\\.io\\.", "io.k8s.") + ".";
      }
      matcher = MESSAGE.matcher(line);
      if (matcher.matches()) {
        fields = new TreeMap<>();
        messages.put(prefix + matcher.group(1), fields);
      }
      matcher = FIELD.matcher(line);
      if (matcher.matches()) {
        String type = matcher.group(1);
        String name =
            type.startsWith(".") ? type.replaceFirst("^\\.k8s\\.io\\.", "io.k8s.") : prefix + type;
        fields.put(matcher.group(2), new String[] {matcher.group(3), name});
      }
    }
  }

  private boolean isObject(String message) {
    return definitions.names().contains(message)
        && !VALUES.contains(message.substring(message.lastIndexOf('.') + 1));
  }

  /**
   * @param definition empty for a message that is only part of others
   */
  private String line(String message, Optional<String> definition) {
    List<String> words = new ArrayList<>();
    Map<String, String[]> fields = messages.getOrDefault(message, Map.of());
    for (Map.Entry<String, String[]> field : fields.entrySet()) {
      String number = field.getValue()[0];
      String type = field.getValue()[1];
      Optional<String> property =
          definition.isEmpty()
              ? Optional.of(field.getKey())
              : definitions.named(definition.get()).properties().keySet().stream()
                  .filter(it -> it.equalsIgnoreCase(field.getKey()))
                  .findFirst();
      if (property.isEmpty()) {
        assertThat(messages).as("%s.%s is inlined", message, field.getKey()).containsKey(type);
        inlined.add(type);
      }
      words.add(number + "=" + property.orElse("@" + type));
    }
    words.sort(Comparator.comparingInt(it -> Integer.parseInt(it.split("=", 2)[0])));
    return message + words.stream().map(it -> " " + it).reduce("", String::concat);
  }
}
