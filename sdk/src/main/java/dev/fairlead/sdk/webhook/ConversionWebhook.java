package dev.fairlead.sdk.webhook;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conversions of one kind: a hub, and a converter for each other version.
 *
 * @param group of the kind
 * @param kind its name
 * @param plural its name in the API's paths
 * @param hub the version that the others meet in
 * @param spokes the others, by their {@code apiVersion}
 */
public record ConversionWebhook(
    String group, String kind, String plural, Version<?> hub, Map<String, Spoke<?, ?>> spokes) {

  /** Where all conversions are answered, as controller-runtime has it. */
  public static final String PATH = "/convert";

  public ConversionWebhook {
    spokes = Map.copyOf(spokes);
  }

  /** A version with its class. */
  public record Version<T extends HasMetadata>(String apiVersion, Class<T> type) {}

  /** A version and the way between it and the hub. */
  public record Spoke<S extends HasMetadata, H extends HasMetadata>(
      Version<S> version, Version<H> hub, Converter<S, H> converter) {}

  /** The name of the CustomResourceDefinition. */
  public String definition() {
    return plural + "." + group;
  }

  /** The converter of a version; none for the hub and for those that are not known. */
  public Optional<Spoke<?, ?>> spoke(String apiVersion) {
    return Optional.ofNullable(spokes.get(apiVersion));
  }

  /** Whether a version can be converted from and to. */
  public boolean knows(String apiVersion) {
    return hub.apiVersion().equals(apiVersion) || spokes.containsKey(apiVersion);
  }

  /** The classes of all versions, the hub first. */
  public List<Class<? extends HasMetadata>> types() {
    List<Class<? extends HasMetadata>> types = new ArrayList<>(List.of(hub.type()));
    spokes.values().stream()
        .map(Spoke::version)
        .sorted((one, other) -> one.apiVersion().compareTo(other.apiVersion()))
        .forEach(version -> types.add(version.type()));
    return types;
  }
}
