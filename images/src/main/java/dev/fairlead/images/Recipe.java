package dev.fairlead.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes an image.
 *
 * @param libraries the directory of the jars: Fairlead's are those whose names begin so
 * @param main the class that a container runs
 * @param flags {@code distribution/jvm}
 * @param cache a directory that stays
 * @param aot whether the JVM's ahead-of-time cache is made
 */
record Recipe(Base base, Path libraries, String main, Path flags, Path cache, boolean aot) {

  /** Who a container is: nobody whom the node knows. */
  private static final String USER = "65532:65532";

  private static final String CLASSES = "classes";
  private static final String JARS = "/fairlead/lib";

  /** Takes the list of classes that the cache will have. */
  void train(ImageRoot root, Path work) throws ImageFailure, InterruptedException, IOException {
    begin(root);
    ClassList.take(root, flags.resolve(CLASSES), work);
  }

  /** Fills an empty file system, and says which layers are made of it. */
  JibContainerBuilder follow(ImageRoot root, Path work)
      throws ImageFailure, InterruptedException, IOException {
    JibContainerBuilder image = begin(root);
    if (aot) {
      AotCache.fill(root, flags.resolve(CLASSES), work);
      root.seal();
    }
    image
        .addFileEntriesLayer(root.layer("java", JavaRuntime.HOME, _ -> true))
        .addFileEntriesLayer(root.layer("libraries", JARS, it -> !own(it)))
        .addFileEntriesLayer(root.layer("fairlead", JARS, Recipe::own))
        .addFileEntriesLayer(root.layer("flags", "/fairlead/jvm", _ -> true))
        .addFileEntriesLayer(root.writable("volumes", List.of("/tmp", "/var/fairlead")));
    if (aot) {
      image.addFileEntriesLayer(root.layer("cache", AotCache.PATH, _ -> true));
    }
    return image
        .setCreationTime(ImageRoot.TIME)
        .setPlatforms(Set.of(platform()))
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/var/fairlead"))
        .addEnvironmentVariable("PATH", JavaRuntime.HOME + "/bin:/usr/bin:/bin")
        .setEntrypoint("java", "@/fairlead/jvm/all")
        .setProgramArguments("run", "all")
        .setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(8081), Port.tcp(5701), Port.tcp(5710)));
  }

  /** Everything but the cache. */
  private JibContainerBuilder begin(ImageRoot root)
      throws ImageFailure, InterruptedException, IOException {
    Files.createDirectories(cache);
    JibContainerBuilder image = base.begin(root, cache);
    JavaRuntime.link(root);
    List<String> jars = jars();
    for (String jar : jars) {
      root.copy(libraries.resolve(jar), JARS + "/" + jar);
    }
    List<String> further = new ArrayList<>();
    if (aot) {
      further.add(RoleFlags.CACHE + AotCache.PATH);
    }
    // In this order and with these names: the cache holds for no other class path.
    further.add("-cp");
    further.add(jars.stream().map(jar -> JARS + "/" + jar).collect(Collectors.joining(":")));
    further.add(main);
    RoleFlags.write(root, flags, further);
    root.seal();
    return image;
  }

  private List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private static boolean own(Path jar) {
    return jar.getFileName().toString().startsWith("fairlead-");
  }

  /** The one of this machine, whose JVM it is. */
  private static Platform platform() throws ImageFailure {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new ImageFailure("an image is made of the JVM that runs here; run this on Linux");
    }
    String architecture = System.getProperty("os.arch");
    return new Platform(architecture.equals("aarch64") ? "arm64" : architecture, "linux");
  }
}
