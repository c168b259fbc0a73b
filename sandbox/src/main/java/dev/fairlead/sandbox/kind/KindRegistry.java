package dev.fairlead.sandbox.kind;

import dev.fairlead.sandbox.schema.Definitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The built-in kinds, and those that CustomResourceDefinitions add. Thread-safe; readers see all of
 * a change or nothing.
 */
public final class KindRegistry implements Kinds {

  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::group)
          .thenComparing(Kind::version, VersionOrder.PREFERRED_FIRST)
          .thenComparing(Kind::plural);

  private final List<Kind> builtIn = BuiltInKinds.read(Definitions.builtIn());
  private final Map<String, List<Kind>> custom = new TreeMap<>();
  private volatile Served served = new Served(builtIn);

  /** What is served at one moment. */
  private static final class Served {

    private final List<Kind> all;
    private final Map<String, Kind> byResource = new HashMap<>();
    private final Map<String, Kind> byName = new HashMap<>();

    Served(List<Kind> all) {
      this.all = List.copyOf(all);
      for (Kind kind : all) {
        byResource.put(kind.apiVersion() + "/" + kind.plural(), kind);
        byName.put(kind.apiVersion() + "/" + kind.name(), kind);
      }
    }
  }

  /**
   * Serves these versions for a definition, instead of those that it had before.
   *
   * @param definition the name of a CustomResourceDefinition
   * @param versions none if the definition is gone or serves nothing
   */
  public synchronized void serve(String definition, List<Kind> versions) {
    if (versions.isEmpty()) {
      custom.remove(definition);
    } else {
      custom.put(definition, List.copyOf(versions));
    }
    List<Kind> all = new ArrayList<>(builtIn);
    custom.values().stream().flatMap(List::stream).sorted(ORDER).forEach(all::add);
    served = new Served(all);
  }

  @Override
  public Optional<Kind> resource(String group, String version, String plural) {
    return Optional.ofNullable(served.byResource.get(apiVersion(group, version) + "/" + plural));
  }

  @Override
  public Optional<Kind> kind(String group, String version, String kind) {
    return Optional.ofNullable(served.byName.get(apiVersion(group, version) + "/" + kind));
  }

  @Override
  public List<Kind> all() {
    return served.all;
  }

  private static String apiVersion(String group, String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
