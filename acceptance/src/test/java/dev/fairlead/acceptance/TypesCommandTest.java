package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.distribution.Main;
import dev.fairlead.launcher.Fairlead;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java types from a CRD compile, and what is no CRD is named. */
class TypesCommandTest {

  private static final String CRD = Manifests.BASE.resolve("crd-memcacheds.yaml").toString();

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTypesCompile() throws IOException {
    assertThat(types(CRD, "com.acme.cache")).as(err.toString()).isZero();

    List<Path> sources;
    try (Stream<Path> files = Files.walk(directory)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertThat(sources).contains(directory.resolve("com/acme/cache/Memcached.java"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of("-proc:none", "-d", directory.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
    assertThat(types(CRD, "com.acme.cache")).isEqualTo(2);
    assertThat(err.toString()).contains("is not empty: choose another --output");
  }

  @Test
  void whatIsNoCrdIsNamedInALine() {
    assertThat(types(Manifests.BASE.resolve("rbac.yaml").toString(), "com.acme")).isEqualTo(2);
    assertThat(types(directory.resolve("absent.yaml").toString(), "com.acme")).isEqualTo(2);
    assertThat(types("pom.xml", "com.acme")).isEqualTo(2);
    assertThat(types(CRD, "Com.1")).isEqualTo(2);

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("rbac.yaml has a ServiceAccount in it"),
            line -> assertThat(line).contains("there is no file"),
            line -> assertThat(line).contains("pom.xml is no YAML of Kubernetes objects"),
            line -> assertThat(line).contains("\"Com.1\" is no package"));
  }

  private int types(String crd, String javaPackage) {
    return Fairlead.execute(
        new String[] {"types", crd, "--package", javaPackage, "--output", directory.toString()},
        new PrintWriter(out),
        new PrintWriter(err),
        Main.commands(),
        Main.operators());
  }
}
