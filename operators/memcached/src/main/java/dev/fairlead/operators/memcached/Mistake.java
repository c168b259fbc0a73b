package dev.fairlead.operators.memcached;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Memcached asks for and cannot get: what the schema cannot say, or an older one let in.
 *
 * @param reason one word in camel case
 * @param message cause and remedy, for the Memcached's author
 */
record Mistake(String reason, String message) {

  /** The name becomes the value of a label. */
  private static final int NAME_CHARACTERS_MAX = 63;

  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern EXTRA_ARGUMENT = Pattern.compile(Options.EXTRA_ARGUMENT);
  private static final Pattern ZONE = Pattern.compile(Placement.ZONE);
  private static final Pattern SHARE = Pattern.compile("[0-9]{1,3}%");

  /** The first that there is. */
  static Optional<Mistake> in(Memcached memcached) {
    MemcachedSpec spec = memcached.getSpec();
    if (spec == null) {
      return invalid("spec.replicas is missing: set it to 1 or more");
    }
    String name = memcached.getMetadata().getName();
    return Stream.<Supplier<Optional<Mistake>>>of(
            () -> replicas(spec.replicas()),
            () -> image(spec.image()),
            () -> name(name),
            () -> options(spec.optionsOrDefaults()),
            () -> service(spec.service(), name),
            () -> budget(spec.disruptionBudget()),
            () -> zone(spec.zonePreference()),
            () -> resources(spec.resources(), spec.optionsOrDefaults().memory()))
        .flatMap(check -> check.get().stream())
        .findFirst();
  }

  private static Optional<Mistake> replicas(@Nullable Integer replicas) {
    if (replicas == null) {
      return invalid("spec.replicas is missing: set it to 1 or more");
    }
    return replicas < 1
        ? invalid("spec.replicas is " + replicas + ": set it to 1 or more")
        : Optional.empty();
  }

  private static Optional<Mistake> image(@Nullable String image) {
    if (image == null || (!image.isBlank() && image.strip().equals(image))) {
      return Optional.empty();
    }
    return invalid(
        "spec.image is \"%s\": name an image without spaces around it, or leave it out for %s"
            .formatted(image, MemcachedSpec.DEFAULT_IMAGE));
  }

  private static Optional<Mistake> name(String name) {
    if (name.length() <= NAME_CHARACTERS_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        new Mistake(
            "NameTooLong",
            "The name has %d characters, and labels of the Deployment take %d: create it again under a shorter name"
                .formatted(name.length(), NAME_CHARACTERS_MAX)));
  }

  private static Optional<Mistake> options(Options options) {
    Optional<String> malformed =
        options.extra().stream().filter(it -> !EXTRA_ARGUMENT.matcher(it).matches()).findFirst();
    if (malformed.isPresent()) {
      return invalid(
          "spec.options.extraArguments has \"%s\": write it as --name or --name=value"
              .formatted(malformed.get()));
    }
    return options
        .taken()
        .flatMap(it ->
            invalid(
                "spec.options.extraArguments has %s, which the operator sets: take it out; memory, connections and threads have fields of their own"
                    .formatted(it)));
  }

  private static Optional<Mistake> service(@Nullable ServiceOptions service, String name) {
    if (service == null) {
      return Optional.empty();
    }
    if (!SERVICE_NAME.matcher(name).matches()) {
      return Optional.of(
          new Mistake(
              "InvalidName",
              "The name %s cannot be that of a Service: leave spec.service out, or create it again with lower-case letters, digits and hyphens, a letter first"
                  .formatted(name)));
    }
    return service.isHeadless() && service.portOrDefault() != Port.NUMBER
        ? invalid(
            "spec.service.port is %d, and a headless Service hands out the addresses of the replicas, which listen on %d: leave port out, or set headless to false"
                .formatted(service.portOrDefault(), Port.NUMBER))
        : Optional.empty();
  }

  private static Optional<Mistake> budget(@Nullable DisruptionBudget budget) {
    if (budget == null) {
      return Optional.empty();
    }
    if (budget.minAvailable() != null && budget.maxUnavailable() != null) {
      return invalid(
          "spec.disruptionBudget has minAvailable and maxUnavailable, which exclude each other: leave one");
    }
    return Stream.of(budget.maxUnavailableOrDefault(), budget.minAvailable())
        .flatMap(Stream::ofNullable)
        .filter(it -> !isCountOrShare(it))
        .findFirst()
        .flatMap(it ->
            invalid(
                "spec.disruptionBudget has \"%s\": write a number of replicas, or a share as 50%%"
                    .formatted(it.getValue())));
  }

  private static boolean isCountOrShare(IntOrString value) {
    return value.getStrVal() == null
        ? value.getIntVal() >= 0
        : SHARE.matcher(value.getStrVal()).matches();
  }

  private static Optional<Mistake> zone(@Nullable String zone) {
    return zone == null || ZONE.matcher(zone).matches()
        ? Optional.empty()
        : invalid(
            "spec.zonePreference is \"%s\": name a zone, a value of the nodes' label topology.kubernetes.io/zone"
                .formatted(zone));
  }

  private static Optional<Mistake> resources(@Nullable Resources resources, int mebibytes) {
    if (resources == null) {
      return Optional.empty();
    }
    try {
      return resources
          .tooSmallFor(mebibytes)
          .map(Quantity::toString)
          .flatMap(limit ->
              invalid(
                  "spec.resources.limits.memory is %s, and the items alone take %dMi: raise it, or lower spec.options.memoryMebibytes"
                      .formatted(limit, mebibytes)));
    } catch (IllegalArgumentException notAQuantity) {
      return invalid(
          "spec.resources.limits.memory is no quantity: write it as 128Mi (%s)"
              .formatted(notAQuantity.getMessage()));
    }
  }

  private static Optional<Mistake> invalid(String message) {
    return Optional.of(new Mistake("InvalidSpec", message));
  }
}
