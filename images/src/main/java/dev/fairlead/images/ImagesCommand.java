package dev.fairlead.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fairlead images}. Exit codes: 0 fine, 1 failed, 2 wrong usage. */
@Command(
    name = "fairlead images",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the image that the manifests name, without a daemon: a JVM, Fairlead, the operators that"
          + " ship.",
      "The same sources, JVM and base give the same bytes."
    })
public final class ImagesCommand implements Callable<Integer> {

  /** That of the manifests: k8s/components/pod/kustomization.yaml. */
  private static final String NAME = "fairlead:0.1.0";

  private static final String BASE =
      "gcr.io/distroless/base-debian12@sha256:"
          + "9dce90e688a57e59ce473ff7bc4c80bc8fe52d2303b4d99b44f297310bbd2210";

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      defaultValue = NAME,
      description = "What it is called, with its registry. Default: ${DEFAULT-VALUE}")
  private List<String> names = List.of();

  @Option(
      names = "--tar",
      paramLabel = "FILE",
      description = "Writes it there, for docker load, ctr images import and the like.")
  private @Nullable Path tar;

  @Option(
      names = "--push",
      description = "Pushes it, with what docker login has left in ~/.docker/config.json.")
  private boolean push;

  @Option(
      names = "--base",
      paramLabel = "NAME@DIGEST",
      defaultValue = BASE,
      description = {
        "What it stands on, a C library that is glibc; by its digest. libc6, with a digest or for"
            + " today's, makes one of Debian's package,",
        "by apt, where no registry can be reached. Default: ${DEFAULT-VALUE}"
      })
  private String base = BASE;

  @Option(
      names = "--insecure",
      description = "Registries may speak HTTP, or have certificates that nobody knows.")
  private boolean insecure;

  @Option(
      names = "--without-aot",
      description = "Without the JVM's ahead-of-time cache, where unshare cannot make namespaces.")
  private boolean withoutAot;

  @Option(
      names = "--train",
      description =
          "Instead of an image: takes the list of classes that its ahead-of-time cache has"
              + " (distribution/jvm/classes) from a run of it.")
  private boolean train;

  @Option(
      names = "--libraries",
      paramLabel = "DIR",
      required = true,
      hidden = true,
      description = "The jars.")
  private Path libraries = Path.of("");

  @Option(
      names = "--flags",
      paramLabel = "DIR",
      required = true,
      hidden = true,
      description = "distribution/jvm.")
  private Path flags = Path.of("");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      required = true,
      description = "What is fetched and made once. Default: that of Fairlead.")
  private Path cache = Path.of("");

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ImagesCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (tar == null && !push && !train) {
      throw new ParameterException(
          spec.commandLine(), "say where it goes: --tar FILE, or --push with a --to");
    }
    try {
      Path work = Files.createTempDirectory("fairlead-image");
      try {
        make(work);
      } finally {
        new SystemCommand(work, "rm", "-rf", work.toString()).run();
      }
      return 0;
    } catch (ImageFailure failure) {
      return failed(failure.getMessage());
    } catch (IOException unable) {
      return failed(unable + "; free the disk, or set TMPDIR to another");
    }
  }

  private void make(Path work) throws ImageFailure, InterruptedException, IOException {
    ImageRoot root = new ImageRoot(Files.createDirectory(work.resolve("root")));
    Recipe recipe =
        new Recipe(
            Base.of(base),
            libraries,
            "dev.fairlead.distribution.Main",
            flags,
            cache.toAbsolutePath(),
            !withoutAot && !train);
    if (train) {
      recipe.train(root, work);
      return;
    }
    JibContainerBuilder image = recipe.follow(root, work);
    try {
      if (tar != null) {
        tell(
            tar.toString(),
            put(image, Containerizer.to(TarImage.at(tar).named(names.getFirst())), work));
      }
      if (push) {
        for (String name : names) {
          tell(name, put(image, Containerizer.to(registered(name)), work));
        }
      }
    } catch (InvalidImageReferenceException invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    }
  }

  private static RegistryImage registered(String name) throws InvalidImageReferenceException {
    ImageReference reference = ImageReference.parse(name);
    return RegistryImage.named(reference)
        .addCredentialRetriever(
            CredentialRetrieverFactory.forImage(reference, _ -> {}).dockerConfig());
  }

  private JibContainer put(JibContainerBuilder image, Containerizer to, Path work)
      throws ImageFailure, InterruptedException, IOException {
    try {
      return image.containerize(
          to.setToolName("fairlead")
              .setAllowInsecureRegistries(insecure)
              .setBaseImageLayersCache(cache.resolve("bases"))
              .setApplicationLayersCache(work.resolve("layers")));
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException failed) {
      throw new ImageFailure(
          "%s; name another base by --base, which is %s, or look after the registry"
              .formatted(cause(failed), base));
    }
  }

  private void tell(String where, JibContainer made) {
    spec.commandLine().getOut().printf("%s %s%n", where, made.getDigest());
  }

  private static String cause(Throwable failure) {
    return Optional.ofNullable(failure.getCause())
        .map(ImagesCommand::cause)
        .orElse(failure.toString());
  }

  private int failed(@Nullable String message) {
    spec.commandLine().getErr().println("fairlead: " + message);
    return 1;
  }
}
