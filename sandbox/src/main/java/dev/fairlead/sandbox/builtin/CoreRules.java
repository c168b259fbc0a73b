package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.schema.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The small kinds of the core group, and Leases. */
final class CoreRules {

  static final Rules CONFIG_MAP =
      Rules.PLAIN.check(
          CoreRules::configMap,
          (object, old) -> {
            immutable(object, old, "data", "binaryData");
            configMap(object);
          });

  static final Rules SECRET =
      Rules.PLAIN.check(
          CoreRules::secret,
          (object, old) -> {
            object.at("type").immutable(old.at("type"));
            immutable(object, old, "data");
            secret(object);
          });

  static final Rules NAMESPACE =
      Rules.PLAIN
          .onCreate(it -> {
            Json.put(Json.object(it, "spec"), "finalizers", List.of("kubernetes"));
            Json.object(it, "status").put("phase", "Active");
          })
          .onUpdate((object, old) -> Json.copy("spec.finalizers", old, object));

  static final Rules LEASE =
      Rules.PLAIN
          .versioned()
          .createdOnUpdate()
          .onCreate(CoreRules::uncoordinated)
          .onUpdate((object, old) -> uncoordinated(object))
          .check(object -> {
            Check spec = object.at("spec");
            Check duration = spec.at("leaseDurationSeconds");
            if (duration.present() && duration.number() <= 0) {
              duration.invalid("must be greater than 0");
            }
            spec.at("leaseTransitions").notNegative();
          });

  static final Rules CLAIM =
      Rules.PLAIN
          .onCreate(it -> Json.object(it, "status").put("phase", "Pending"))
          .check(CoreRules::claim, CoreRules::claimUpdate);

  static final Rules ENDPOINTS =
      Rules.PLAIN
          .createdOnUpdate()
          .check(it -> it.at("subsets").items().forEach(CoreRules::subset));

  static final Rules QUOTA =
      Rules.PLAIN.check(it ->
          it.at("spec.hard")
              .node()
              .properties()
              .forEach(hard -> {
                Check amount = it.at("spec.hard").key(hard.getKey());
                amount.with(Json.node(hard.getKey())).invalid(Names.labelKey(hard.getKey()));
                ContainerCheck.quantity(
                    amount, hard.getKey().matches("pods|services|secrets|configmaps|count/.*"));
              }));

  static final Rules LIMITS =
      Rules.PLAIN
          .createdOnUpdate()
          .check(it -> it.at("spec.limits").items().forEach(CoreRules::limits));

  static final Rules PRIORITY_CLASS =
      Rules.PLAIN
          .counted((object, old) -> false)
          .check(
              it -> {
                if (it.at("value").number() > 1_000_000_000
                    && !it.at("metadata.name").text().startsWith("system-")) {
                  it.at("value")
                      .forbidden("maximum allowed value of a user defined priority is 1000000000");
                }
                it.at("preemptionPolicy").neededOneOf("PreemptLowerPriority", "Never");
              },
              (object, old) -> {
                if (object.at("value").number() != old.at("value").number()) {
                  object.at("value").forbidden("may not be changed in an update.");
                }
                object.at("preemptionPolicy").immutable(old.at("preemptionPolicy"));
              });

  static final Rules STORAGE_CLASS =
      Rules.PLAIN.check(
          CoreRules::storageClass,
          (object, old) ->
              List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode")
                  .forEach(field -> object.at(field).immutable(old.at(field))));

  private static final int DATA_BYTES_MAX = 1024 * 1024;

  private CoreRules() {}

  /** Coordinated leader election is not served, whose fields the API drops. */
  private static void uncoordinated(ObjectNode lease) {
    Json.object(lease, "spec").remove(List.of("strategy", "preferredHolder"));
  }

  private static void immutable(Check object, Check old, String... fields) {
    if (!old.at("immutable").node().asBoolean()) {
      return;
    }
    if (!object.at("immutable").node().asBoolean()) {
      object.at("immutable").forbidden("field is immutable when `immutable` is set");
    }
    for (String field : fields) {
      if (!object.at(field).node().equals(old.at(field).node())) {
        object.at(field).forbidden("field is immutable when `immutable` is set");
      }
    }
  }

  private static void configMap(Check object) {
    long bytes = 0;
    for (var entry : object.at("data").node().properties()) {
      Check named = object.at("data").key(entry.getKey()).with(Json.node(entry.getKey()));
      named.invalid(Formats.dataKey(entry.getKey()));
      if (object.at("binaryData").node().has(entry.getKey())) {
        named.invalid("duplicate of key present in binaryData");
      }
      bytes += entry.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
    }
    for (var entry : object.at("binaryData").node().properties()) {
      object
          .at("binaryData")
          .key(entry.getKey())
          .with(Json.node(entry.getKey()))
          .invalid(Formats.dataKey(entry.getKey()));
      bytes += decodedBytes(entry.getValue().asText());
    }
    if (bytes > DATA_BYTES_MAX) {
      new Check(object.node(), "[]", object.errors()).tooLong(DATA_BYTES_MAX);
    }
  }

  private static long decodedBytes(String base64) {
    return base64.replaceAll("[=\\s]", "").length() * 3L / 4;
  }

  /** Text that was sent for convenience becomes data. */
  static void encode(ObjectNode secret) {
    if (!(secret.remove("stringData") instanceof ObjectNode texts) || texts.isEmpty()) {
      return;
    }
    ObjectNode data = Json.object(secret, "data");
    texts
        .properties()
        .forEach(it ->
            data.put(
                it.getKey(),
                Base64.getEncoder()
                    .encodeToString(it.getValue().asText().getBytes(StandardCharsets.UTF_8))));
  }

  private static void secret(Check object) {
    Check data = object.at("data");
    long bytes = 0;
    for (var entry : data.node().properties()) {
      data.key(entry.getKey())
          .with(Json.node(entry.getKey()))
          .invalid(Formats.dataKey(entry.getKey()));
      bytes += decodedBytes(entry.getValue().asText());
    }
    if (bytes > DATA_BYTES_MAX) {
      data.tooLong(DATA_BYTES_MAX);
    }
    switch (object.at("type").text()) {
      case "kubernetes.io/service-account-token" ->
          object.at("metadata.annotations").key("kubernetes.io/service-account.name").needed();
      case "kubernetes.io/dockercfg" -> has(data, ".dockercfg");
      case "kubernetes.io/dockerconfigjson" -> has(data, ".dockerconfigjson");
      case "kubernetes.io/basic-auth" -> {
        if (!data.node().has("username") && !data.node().has("password")) {
          has(data, "username");
          has(data, "password");
        }
      }
      case "kubernetes.io/ssh-auth" -> data.key("ssh-privatekey").needed();
      case "kubernetes.io/tls" -> {
        has(data, "tls.crt");
        has(data, "tls.key");
      }
      default -> {}
    }
  }

  private static void has(Check data, String key) {
    if (!data.key(key).present()) {
      data.key(key).required();
    }
  }

  private static void claim(Check object) {
    Check spec = object.at("spec");
    Check modes = spec.at("accessModes");
    if (modes.zero()) {
      modes.required("at least 1 access mode is required");
    }
    Selectors.check(spec.at("selector"));
    boolean one = false;
    boolean other = false;
    for (Check mode : modes.items()) {
      List<String> supported =
          List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
      if (!supported.contains(mode.text())) {
        modes.with(mode.node()).notSupported(supported);
      }
      one |= mode.is("ReadWriteOncePod");
      other |= !mode.is("ReadWriteOncePod");
    }
    if (one && other) {
      modes.forbidden("may not use ReadWriteOncePod with other access modes");
    }
    Check size =
        spec.at("resources").key("storage").with(spec.at("resources.requests.storage").node());
    if (!size.present()) {
      size.required();
    } else if (Amounts.of(size.node()).orElse(Amounts.ZERO).amount().signum() <= 0) {
      size.invalid("must be greater than zero");
    } else {
      ContainerCheck.quantity(size, true);
    }
    Check storageClass = spec.at("storageClassName");
    if (!storageClass.zero()) {
      storageClass.invalid(Names.dns1123Subdomain(storageClass.text()));
    }
    if (spec.at("volumeMode").present()) {
      spec.at("volumeMode").oneOf("Block", "Filesystem");
    }
  }

  private static void claimUpdate(Check object, Check old) {
    claim(object);
    ObjectNode spec = (ObjectNode) object.node().path("spec").deepCopy();
    ObjectNode before = (ObjectNode) old.node().path("spec").deepCopy();
    boolean bound = object.at("status.phase").is("Bound");
    if (Json.zero(before.path("volumeName"))) {
      spec.remove("volumeName");
    }
    if (bound) {
      List.of(spec, before)
          .forEach(it -> it.remove(List.of("resources", "volumeAttributesClassName")));
    }
    if (!spec.equals(before)) {
      object
          .at("spec")
          .forbidden(
              "spec is immutable after creation except resources.requests and"
                  + " volumeAttributesClassName for bound claims");
    }
    Check size = object.at("spec.resources.requests.storage");
    Quantity next = Amounts.of(size.node()).orElse(Amounts.ZERO);
    Quantity last =
        Amounts.of(old.at("spec.resources.requests.storage").node()).orElse(Amounts.ZERO);
    Quantity have = Amounts.of(old.at("status.capacity.storage").node()).orElse(Amounts.ZERO);
    if (next.compareTo(last) < 0 && next.compareTo(have) <= 0) {
      size.forbidden("field can not be less than status.capacity");
    }
  }

  private static void subset(Check subset) {
    if (subset.at("addresses").zero() && subset.at("notReadyAddresses").zero()) {
      subset.required("must specify `addresses` or `notReadyAddresses`");
    }
    for (String list : List.of("addresses", "notReadyAddresses")) {
      for (Check address : subset.at(list).items()) {
        Check ip = address.at("ip");
        ip.invalid(Formats.address(ip.text()));
        if (!Formats.isAddress(ip.text())) {
          ip.invalid("must be a valid IP address");
        }
      }
    }
    boolean named = subset.at("ports").node().size() > 1;
    for (Check port : subset.at("ports").items()) {
      Check name = port.at("name");
      if (named && name.zero()) {
        name.required();
      } else if (!name.zero()) {
        name.invalid(Names.dns1123Label(name.text()));
      }
      port.at("port").port();
      port.at("protocol").neededOneOf("SCTP", "TCP", "UDP");
    }
  }

  private static void limits(Check item) {
    Set<String> names = new TreeSet<>();
    for (String list : List.of("min", "max", "default", "defaultRequest")) {
      item.at(list).node().fieldNames().forEachRemaining(names::add);
    }
    for (String name : names) {
      Limit min = new Limit(item, "min", "min value", name);
      Limit max = new Limit(item, "max", "max value", name);
      Limit request = new Limit(item, "defaultRequest", "default request value", name);
      Limit limit = new Limit(item, "default", "default value", name);
      min.ordered(max, min, min);
      min.ordered(request, request, request);
      request.ordered(max, request, request);
      request.ordered(new Limit(item, "default", "default limit value", name), request, request);
      min.ordered(limit, limit, min);
      limit.ordered(max, limit, max);
    }
  }

  /** One of the amounts that bound each other. */
  private record Limit(Check item, String list, String title, String name) {

    Check check() {
      return item.at(list).key(name);
    }

    Optional<Quantity> amount() {
      return Amounts.of(check().node());
    }

    /** Wrong at one of them, with the value of one of them, if this is more than the other. */
    void ordered(Limit other, Limit place, Limit shown) {
      Optional<Quantity> mine = amount();
      Optional<Quantity> theirs = other.amount();
      if (mine.isPresent() && theirs.isPresent() && mine.get().compareTo(theirs.get()) > 0) {
        place
            .check()
            .with(shown.check().node())
            .invalid(
                "%s %s is greater than %s %s"
                    .formatted(title, mine.get(), other.title(), theirs.get()));
      }
    }
  }

  private static void storageClass(Check object) {
    Check provisioner = object.at("provisioner");
    if (provisioner.zero()) {
      provisioner.required();
    } else {
      provisioner.invalid(Names.labelKey(provisioner.text().toLowerCase(Locale.ROOT)));
    }
    object.at("reclaimPolicy").oneOf("Delete", "Retain");
    object.at("volumeBindingMode").neededOneOf("Immediate", "WaitForFirstConsumer");
  }
}
