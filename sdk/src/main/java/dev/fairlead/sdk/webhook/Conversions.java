package dev.fairlead.sdk.webhook;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.Kinds;
import dev.fairlead.sdk.webhook.ConversionWebhook.Spoke;
import dev.fairlead.sdk.webhook.ConversionWebhook.Version;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers converters by their kind. */
final class Conversions {

  private record GroupKind(String group, String kind) {}

  private final Map<GroupKind, Version<?>> hubs = new LinkedHashMap<>();
  private final Map<GroupKind, Map<String, Spoke<?, ?>>> spokes = new LinkedHashMap<>();

  <S extends HasMetadata, H extends HasMetadata> void add(Converter<S, H> converter) {
    Class<S> spokeType = type(converter, 0);
    Class<H> hubType = type(converter, 1);
    GroupVersionKind spoke = kind(converter, spokeType);
    GroupVersionKind hub = kind(converter, hubType);
    if (!spoke.group().equals(hub.group()) || !spoke.kind().equals(hub.kind())) {
      throw invalid(
          converter, "%s and %s are not versions of one kind: give both the same", spoke, hub);
    }
    if (spoke.version().equals(hub.version())) {
      throw invalid(converter, "both are %s: give them different versions", hub);
    }
    GroupKind key = new GroupKind(hub.group(), hub.kind());
    Version<H> meeting = new Version<>(hub.apiVersion(), hubType);
    Version<?> known = hubs.putIfAbsent(key, meeting);
    if (known != null && !known.equals(meeting)) {
      throw invalid(
          converter,
          "its hub is %s, and that of another converter of the kind is %s: agree on one",
          meeting.apiVersion(),
          known.apiVersion());
    }
    Spoke<S, H> found =
        new Spoke<>(new Version<>(spoke.apiVersion(), spokeType), meeting, converter);
    if (spokes
            .computeIfAbsent(key, _ -> new LinkedHashMap<>())
            .putIfAbsent(spoke.apiVersion(), found)
        != null) {
      throw invalid(converter, "%s already has a converter: leave out one", spoke);
    }
  }

  List<ConversionWebhook> all() {
    return hubs.entrySet().stream()
        .map(each ->
            new ConversionWebhook(
                each.getKey().group(),
                each.getKey().kind(),
                HasMetadata.getPlural(each.getValue().type()),
                each.getValue(),
                spokes.getOrDefault(each.getKey(), Map.of())))
        .toList();
  }

  @SuppressWarnings("unchecked") // it is the argument in question
  private static <T extends HasMetadata> Class<T> type(Converter<?, ?> converter, int argument) {
    Class<?> found =
        Kinds.argument(converter.getClass(), Converter.class, argument)
            .orElseThrow(() ->
                invalid(
                    converter,
                    "its versions cannot be told: make it a class that implements"
                        + " Converter<OneVersion, Hub>"));
    if (found == GenericKubernetesResource.class) {
      throw invalid(converter, "a version needs a class of its own, with @Group and @Version");
    }
    return (Class<T>) found;
  }

  private static GroupVersionKind kind(
      Converter<?, ?> converter, Class<? extends HasMetadata> type) {
    return Kinds.of(type)
        .orElseThrow(() ->
            invalid(
                converter,
                "the class %s names no kind: annotate it with @Group and @Version",
                type.getName()));
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotation library for this alone
  private static InvalidWebhook invalid(
      Converter<?, ?> converter, String problem, @Nullable Object... arguments) {
    return new InvalidWebhook(converter.getClass(), problem.formatted(arguments));
  }
}
