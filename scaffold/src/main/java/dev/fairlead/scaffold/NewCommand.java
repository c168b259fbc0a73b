package dev.fairlead.scaffold;

import dev.fairlead.launcher.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a project for an operator of one's own, or one more kind into it. */
@Command(
    name = "new",
    customSynopsis = {
      "fairlead new NAME --group G --version V --kind K [--owns KIND…] [--directory D]",
      "       fairlead new --add KIND [--owns KIND…] [--directory D]"
    },
    description = {
      "Writes a Maven project with types, a reconciler, tests, samples and manifests;",
      "or, with --add, one more kind into such a project."
    })
public final class NewCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The project, and its directory: a DNS label such as bakery.")
  private @Nullable String name;

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "The API group of its kinds, such as bakery.example.com.")
  private @Nullable String group;

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "The version of that API, such as v1alpha1.")
  private @Nullable String version;

  @Option(names = "--kind", paramLabel = "K", description = "The first kind, such as Oven.")
  private @Nullable String kind;

  @Option(
      names = "--add",
      paramLabel = "KIND",
      description = "One more kind for the project in this directory.")
  private @Nullable String added;

  @Option(
      names = "--owns",
      paramLabel = "KIND",
      arity = "1..*",
      split = ",",
      description = "What an object of the kind is made of, such as Deployment Service.")
  private List<String> owns = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "D",
      description = "Where. Default: ./NAME; with --add this directory.")
  private @Nullable Path directory;

  @Option(names = "--dry-run", description = "Check everything, and write nothing.")
  private boolean dryRun;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Override
  public Integer call() throws CommandFailure {
    try {
      return added == null ? create() : add(added);
    } catch (Refused refused) {
      throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
    } catch (IOException failure) {
      throw new CommandFailure(
          "cannot write the project: %s; nothing was written".formatted(failure));
    }
  }

  private int create() throws Refused, IOException {
    String project = given("NAME", name);
    Names.checkProject(project);
    String kind = given("--kind", this.kind);
    Names.checkKind("--kind", kind);
    String group = given("--group", this.group);
    Names.checkGroup(group);
    String version = given("--version", this.version);
    Names.checkVersion(version);
    Kind first = new Kind(Project.of(group, version), kind, owned());
    Map<Path, String> files = ProjectFiles.of(project, first);
    Path target = directory == null ? Path.of(project) : directory;
    refuseWhereSomethingIs(target);
    if (dryRun) {
      return wouldWrite(target, files);
    }
    Written.files(target, files);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote %d files into %s. What now:".formatted(files.size(), target));
    out.println("  cd " + target);
    out.println("  mvn verify       # builds it and runs its tests");
    out.println("  ./operator up    # runs it on a sandbox API server");
    return 0;
  }

  private int add(String kind) throws Refused, IOException {
    if (name != null || this.kind != null) {
      throw new Refused("--add takes no NAME and no --kind: it names the kind itself");
    }
    Names.checkKind("--add", kind);
    if (group != null) {
      Names.checkGroup(group);
    }
    if (version != null) {
      Names.checkVersion(version);
    }
    Path target = directory == null ? Path.of("") : directory;
    Project project = Project.in(target, Optional.ofNullable(group), Optional.ofNullable(version));
    Map<Path, String> files = KindFiles.of(new Kind(project, kind, owned()));
    for (Path file : files.keySet()) {
      if (Files.exists(target.resolve(file))) {
        throw new Refused("%s is there already: take another kind".formatted(target.resolve(file)));
      }
    }
    Path main = target.resolve(project.source("Main"));
    String registered =
        MainSource.with(Files.readString(main), kind + "Reconciler")
            .orElseThrow(() ->
                new Refused(
                    "%s has no plain Fairlead.run(args, new …Reconciler()…): write it so, and add the others again"
                        .formatted(main)));
    if (dryRun) {
      return wouldWrite(target, files);
    }
    Written written = Written.files(target, files);
    try {
      Files.writeString(main, registered);
    } catch (IOException failure) {
      written.takeBack(failure);
      throw failure;
    }
    spec.commandLine()
        .getOut()
        .println(
            "Wrote %d files, and %s into Main. What now: mvn verify"
                .formatted(files.size(), kind + "Reconciler"));
    return 0;
  }

  private int wouldWrite(Path target, Map<Path, String> files) {
    files.keySet().forEach(file -> spec.commandLine().getOut().println(target.resolve(file)));
    return 0;
  }

  private List<OwnedKind> owned() throws Refused {
    List<OwnedKind> owned = new ArrayList<>();
    for (String name : owns) {
      OwnedKind one = OwnedKind.of(name);
      if (owned.contains(one)) {
        throw new Refused("--owns names %s twice: once is enough".formatted(one.kind()));
      }
      owned.add(one);
    }
    return owned;
  }

  private static String given(String option, @Nullable String value) throws Refused {
    if (value == null) {
      throw new Refused(
          "%s is missing: fairlead new NAME --group G --version V --kind K".formatted(option));
    }
    return value;
  }

  private static void refuseWhereSomethingIs(Path target) throws Refused, IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new Refused("%s is a file: name another place by --directory".formatted(target));
    }
    try (Stream<Path> content = Files.list(target)) {
      if (content.findAny().isPresent()) {
        throw new Refused(
            "the directory %s is not empty: name another by --directory".formatted(target));
      }
    }
  }
}
