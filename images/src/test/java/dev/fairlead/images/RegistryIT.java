package dev.fairlead.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images that go to a registry, and bases that come from one. */
@ExtendWith(ContainersCondition.class)
class RegistryIT {

  private static final Pattern DIGEST = Pattern.compile("sha256:\\p{XDigit}{64}");

  private final StringWriter said = new StringWriter();

  @Test
  void itIsPushedAndAnotherStandsOnIt(@TempDir Path directory) throws Exception {
    try (Registry registry = Registry.start(directory)) {
      String base = registry.name("base:1");
      assertThat(images("--push", "--to=" + base, "--base=libc6")).as(said.toString()).isZero();
      String digest = registry.crane("digest", base);
      assertThat(said.toString()).contains(base, digest);
      registry.crane("validate", "--remote", base);

      String name = registry.name("fairlead:1");
      String digested = registry.name("base") + "@" + digest;
      assertThat(images("--push", "--to=" + name, "--base=" + digested))
          .as(said.toString())
          .isZero();
      assertThat(registry.crane("config", name))
          .contains("\"org.opencontainers.image.base.name\":\"" + registry.name("base") + "\"")
          .contains("\"org.opencontainers.image.base.digest\":\"" + digest + "\"");
      assertThat(layers(registry, name)).startsWith(layers(registry, base).toArray(String[]::new));

      String away = registry.name("away") + digested.substring(digested.indexOf('@'));
      assertThat(images("--push", "--to=" + name, "--base=" + away)).isOne();
      assertThat(said.toString()).contains(registry.name("away"));
    }
  }

  @Test
  void aBaseWithoutADigestIsRefused() {
    assertThat(images("--push", "--to=127.0.0.1:1/fairlead", "--base=debian:12")).isOne();
    assertThat(said.toString())
        .contains("the base debian:12 may be another tomorrow; name it by its digest");
  }

  private static List<String> layers(Registry registry, String name) throws Exception {
    String manifest = registry.crane("manifest", name);
    return DIGEST
        .matcher(manifest.substring(manifest.indexOf("\"layers\"")))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private int images(String... options) {
    said.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--insecure", "--without-aot"));
    all.addAll(List.of(options));
    return Images.run(said, Images.JARS, all.toArray(String[]::new));
  }
}
