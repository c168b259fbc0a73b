package dev.fairlead.launcher.cli;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sandbox.Sandbox;
import dev.fairlead.sandbox.SandboxException;
import dev.fairlead.sandbox.SandboxOptions;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sdk.ControllerDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sandbox API server for as long as a command runs, with a kubeconfig in a directory of its own.
 */
record DemoCluster(Sandbox sandbox, Path directory) implements AutoCloseable {

  static DemoCluster start(int port, Optional<Path> state) throws CommandFailure {
    SandboxOptions options = SandboxOptions.defaults().withPort(port);
    if (state.isPresent()) {
      options = options.withStateFile(state.get());
    }
    try {
      Sandbox sandbox = Sandbox.start(options);
      try {
        DemoCluster cluster =
            new DemoCluster(sandbox, Files.createTempDirectory("fairlead-sandbox."));
        sandbox.writeKubeconfig(cluster.kubeconfig());
        return cluster;
      } catch (IOException unwritable) {
        sandbox.close();
        throw new CommandFailure(
            "cannot write the sandbox's kubeconfig: %s; name another place by"
                    .formatted(unwritable.getMessage())
                + " FAIRLEAD_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY");
      }
    } catch (SandboxException failure) {
      throw new CommandFailure(String.valueOf(failure.getMessage()));
    }
  }

  Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /**
   * Where it is, and three things to try for a person who sees it for the first time. The last one
   * names an object that is there at this moment, if there is one.
   */
  List<String> whatToTry(List<ControllerDefinition<?>> definitions) {
    List<String> lines = new ArrayList<>();
    lines.add("Sandbox API server: %s (kubeconfig: %s)".formatted(sandbox.url(), kubeconfig()));
    if (!definitions.isEmpty()) {
      ControllerDefinition<?> first = definitions.getFirst();
      lines.add("  kubectl --kubeconfig %s get %s".formatted(kubeconfig(), kinds(definitions)));
      lines.add("  ./fairlead get " + first.name());
      String object = object(definitions).orElse("NAMESPACE/NAME");
      lines.add("  ./fairlead why %s %s".formatted(first.name(), object));
    }
    return lines;
  }

  /** An object of the first controller that is there at this moment, if there is one. */
  Optional<String> object(List<ControllerDefinition<?>> definitions) {
    return definitions.stream().findFirst().flatMap(this::anyObject);
  }

  /** Every primary and every kind of children, as kubectl takes them. */
  private String kinds(List<ControllerDefinition<?>> definitions) {
    List<Declaration> all = definitions.stream().map(ControllerDefinition::declaration).toList();
    return Stream.concat(
            all.stream().map(Declaration::primary),
            all.stream().flatMap(declaration -> declaration.owned().stream()))
        .map(watched -> kubectlName(watched.kind()))
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** With its group only where the server has another kind of this name. */
  private String kubectlName(GroupVersionKind kind) {
    boolean alone =
        sandbox.kinds().all().stream()
            .filter(it -> it.name().equals(kind.kind()))
            .allMatch(it -> it.group().equals(kind.group()));
    return (alone ? kind.kind() : kind.qualified()).toLowerCase(Locale.ROOT);
  }

  private Optional<String> anyObject(ControllerDefinition<?> definition) {
    GroupVersionKind primary = definition.declaration().primary().kind();
    return sandbox
        .kinds()
        .kind(primary.group(), primary.version(), primary.kind())
        .map(kind -> Query.of(Scope.all(kind.collection())).limit(1))
        .flatMap(query -> first(sandbox.store().state(query)))
        .map(key -> (key.namespace().isEmpty() ? "-" : key.namespace()) + "/" + key.name());
  }

  private static Optional<Key> first(Listing.Page page) {
    var items = page.items().iterator();
    return items.hasNext() ? Optional.of(items.next().key()) : Optional.empty();
  }

  @Override
  public void close() {
    sandbox.close();
    try {
      Files.deleteIfExists(kubeconfig());
      Files.deleteIfExists(directory);
    } catch (IOException left) {
      // It lies in the directory for temporary files, and holds nothing that still works.
      System.Logger log = System.getLogger(DemoCluster.class.getName());
      log.log(System.Logger.Level.DEBUG, "left behind: {0}", left.getMessage());
    }
  }
}
