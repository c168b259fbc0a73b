package dev.fairlead.sdk;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.DeclaredIndex;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.time.RateLimit;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the annotations and type arguments of one reconciler. */
final class DefinitionReader<P extends HasMetadata> {

  private static final Controller DEFAULTS =
      Objects.requireNonNull(Unannotated.class.getAnnotation(Controller.class));
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int POOL_NAME_MAX = 40;
  private static final int RATE_MAX = 10_000;
  private static final Pattern FIELD =
      Pattern.compile("[A-Za-z_$][\\w$-]*(\\.[A-Za-z_$][\\w$-]*)*");

  private final Reconciler<P> reconciler;
  private final Class<?> type;
  private final Controller controller;
  private final Map<GroupVersionKind, Class<? extends HasMetadata>> types = new HashMap<>();
  private final Map<String, Object> codes = new HashMap<>();

  DefinitionReader(Reconciler<P> reconciler) {
    this.reconciler = reconciler;
    this.type = reconciler.getClass();
    this.controller = Objects.requireNonNullElse(type.getAnnotation(Controller.class), DEFAULTS);
  }

  ControllerDefinition<P> read() {
    Class<P> primaryType = primaryType();
    GroupVersionKind primary =
        kind("its primary", "@Controller", primaryType, controller.apiVersion(), controller.kind());
    List<WatchedKind> owned = owned(primaryType);
    List<WatchedKind> reads = reads();
    requireDistinct(primary, owned, "owned", "@Owns");
    requireDistinct(primary, reads, "read", "@Reads");
    requireWhole(primary, owned, reads);
    Declaration declaration =
        new Declaration(
            name(primary),
            Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), "unversioned"),
            new WatchedKind(
                primary,
                new KeyMapping.Self(),
                controller.labelSelector(),
                controller.fieldSelector(),
                !controller.everyChange(),
                code(controller.predicate(), Predicate.class, primaryType),
                false,
                indexes(controller.indexes(), false)),
            owned,
            reads,
            readyCondition(),
            namespaces(),
            duration("deadline", controller.deadline()),
            duration("resync", controller.resync()),
            workers(),
            rate());
    return new ControllerDefinition<>(reconciler, declaration, primaryType, types, codes, pools());
  }

  @SuppressWarnings("unchecked") // it is the argument for P
  private Class<P> primaryType() {
    Class<?> primary =
        Kinds.argument(type, Reconciler.class, 0)
            .orElseThrow(() ->
                invalid(
                    "its primary cannot be told: make it a class that implements"
                        + " Reconciler<YourKind>, not a lambda"));
    if (!HasMetadata.class.isAssignableFrom(primary)) {
      throw invalid("its primary %s is no Kubernetes object", primary.getName());
    }
    if (reconciler instanceof Cleanup
        && Kinds.argument(type, Cleanup.class, 0).filter(primary::equals).isEmpty()) {
      throw invalid(
          "it cleans up another kind than it reconciles: implement Cleanup<%s>",
          primary.getSimpleName());
    }
    return (Class<P>) primary;
  }

  private GroupVersionKind kind(
      String what,
      String annotation,
      Class<? extends HasMetadata> kindType,
      String apiVersion,
      String kind) {
    if (kindType == GenericKubernetesResource.class) {
      if (apiVersion.isEmpty() || kind.isEmpty()) {
        throw invalid("%s has no kind: give %s a class, or apiVersion and kind", what, annotation);
      }
      return GroupVersionKind.of(apiVersion, kind);
    }
    if (!apiVersion.isEmpty() || !kind.isEmpty()) {
      throw invalid(
          "%s is named twice: leave apiVersion and kind out of %s, %s has them",
          what, annotation, kindType.getSimpleName());
    }
    GroupVersionKind found =
        Kinds.of(kindType)
            .orElseThrow(() ->
                invalid(
                    "the class %s of %s names no kind: annotate it with @Group and @Version",
                    kindType.getName(), what));
    types.put(found, kindType);
    return found;
  }

  private List<WatchedKind> owned(Class<P> primaryType) {
    List<WatchedKind> owned = new ArrayList<>();
    for (Owns owns : type.getAnnotationsByType(Owns.class)) {
      if (!isClusterScoped(primaryType) && isClusterScoped(owns.value())) {
        throw invalid(
            "it owns the cluster-scoped %s, which owner references of a namespaced primary forbid:"
                + " use context.writes() and implement Cleanup",
            owns.value().getSimpleName());
      }
      owned.add(
          new WatchedKind(
              kind("an owned kind", "@Owns", owns.value(), owns.apiVersion(), owns.kind()),
              new KeyMapping.ControllerOwner(),
              owns.labelSelector(),
              "",
              false,
              code(owns.predicate(), Predicate.class, owns.value()),
              false,
              indexes(owns.indexes(), false)));
    }
    return owned;
  }

  private List<WatchedKind> reads() {
    return Stream.of(type.getAnnotationsByType(Reads.class))
        .map(reads ->
            new WatchedKind(
                kind("a read kind", "@Reads", reads.value(), reads.apiVersion(), reads.kind()),
                mapping(reads),
                reads.labelSelector(),
                reads.fieldSelector(),
                false,
                code(reads.predicate(), Predicate.class, reads.value()),
                reads.metadataOnly(),
                indexes(reads.indexes(), reads.metadataOnly())))
        .toList();
  }

  private KeyMapping mapping(Reads reads) {
    List<KeyMapping> mappings = new ArrayList<>();
    if (!reads.byField().isEmpty()) {
      if (!FIELD.matcher(reads.byField()).matches()) {
        throw invalid(
            "byField = \"%s\" is no field: write it as spec.tlsSecretName", reads.byField());
      }
      mappings.add(new KeyMapping.PrimaryField(reads.byField()));
    }
    if (!reads.byLabel().isEmpty()) {
      mappings.add(new KeyMapping.Label(reads.byLabel()));
    }
    if (reads.byOwner()) {
      mappings.add(new KeyMapping.ControllerOwner());
    }
    String code = code(reads.mapping(), SecondaryToPrimary.class, reads.value());
    if (!code.isEmpty()) {
      mappings.add(new KeyMapping.Code(code));
    }
    if (mappings.size() > 1) {
      throw invalid(
          "a @Reads has several ways to the primary: use one of byField, byLabel, byOwner, mapping");
    }
    return mappings.isEmpty() ? new KeyMapping.SameName() : mappings.getFirst();
  }

  private void requireDistinct(
      GroupVersionKind primary, List<WatchedKind> kinds, String how, String annotation) {
    Set<GroupVersionKind> seen = new HashSet<>();
    Set<WatchedKind> ways = new HashSet<>();
    for (WatchedKind watched : kinds) {
      // One kind may be read in several ways: by two fields, say, that name two Secrets.
      if (how.equals("read") ? !ways.add(watched) : !seen.add(watched.kind())) {
        throw invalid("%s is %s twice: keep one %s", watched.kind(), how, annotation);
      }
      if (watched.kind().equals(primary) && how.equals("owned")) {
        throw invalid("%s is both its primary and owned: leave out one", primary);
      }
    }
  }

  /** What is watched for more than one purpose is shown whole to all of them. */
  private void requireWhole(
      GroupVersionKind primary, List<WatchedKind> owned, List<WatchedKind> reads) {
    for (WatchedKind read : reads) {
      if (read.metadataOnly()
          && (read.kind().equals(primary)
              || Stream.concat(owned.stream(), reads.stream())
                  .anyMatch(it -> it.kind().equals(read.kind()) && !it.metadataOnly()))) {
        throw invalid(
            "%s is read as metadata only, and is its primary, owned or read whole as well: leave"
                + " metadataOnly out of its @Reads",
            read.kind());
      }
    }
  }

  /** Makes the code ready, so that what is wrong with it shows at the start. */
  private String code(Class<?> code, Class<?> as, Class<?> kindType) {
    if (code == SecondaryToPrimary.None.class || code == Predicate.Everything.class) {
      return "";
    }
    Class<?> takes =
        Kinds.argument(code, as, 0)
            .orElseThrow(() ->
                invalid(
                    "what %s takes cannot be told: make it a class that implements %s<%s>",
                    code.getSimpleName(), as.getSimpleName(), kindType.getSimpleName()));
    if (!takes.isAssignableFrom(kindType)) {
      throw invalid(
          "%s takes a %s and is asked of a %s: make it implement %s<%s>",
          code.getSimpleName(),
          takes.getSimpleName(),
          kindType.getSimpleName(),
          as.getSimpleName(),
          kindType.getSimpleName());
    }
    try {
      Constructor<?> constructor = code.getDeclaredConstructor();
      constructor.setAccessible(true);
      codes.put(code.getName(), constructor.newInstance());
      return code.getName();
    } catch (ReflectiveOperationException | RuntimeException unusable) {
      throw invalid(
          "%s cannot be made: give it a constructor without parameters that does not fail (%s)",
          code.getSimpleName(),
          unusable instanceof InvocationTargetException thrown ? thrown.getCause() : unusable);
    }
  }

  private List<DeclaredIndex> indexes(Index[] declared, boolean metadataOnly) {
    Set<String> names = new HashSet<>();
    List<DeclaredIndex> indexes = new ArrayList<>();
    for (Index index : declared) {
      if (index.name().isEmpty() || !names.add(index.name())) {
        throw invalid("an index has no name of its own: \"%s\" is taken or empty", index.name());
      }
      if (index.field().isEmpty() == index.label().isEmpty()) {
        throw invalid("the index %s needs a field or a label: give one of them", index.name());
      }
      if (!index.field().isEmpty()) {
        requireIndexable(index, metadataOnly);
      }
      indexes.add(new DeclaredIndex(index.name(), index.label(), index.field()));
    }
    return indexes;
  }

  private void requireIndexable(Index index, boolean metadataOnly) {
    if (!FIELD.matcher(index.field()).matches() || index.field().startsWith("metadata.")) {
      throw invalid(
          "the index %s is by \"%s\", which is no field outside metadata: write it as"
              + " spec.nodeName",
          index.name(), index.field());
    }
    if (metadataOnly) {
      throw invalid(
          "the index %s is by a field of a kind that is read as metadata only: use a label, or"
              + " leave metadataOnly out",
          index.name());
    }
  }

  private Map<String, Integer> pools() {
    Map<String, Integer> pools = new HashMap<>();
    for (Pool pool : type.getAnnotationsByType(Pool.class)) {
      if (pool.name().length() > POOL_NAME_MAX || !DNS_LABEL.matcher(pool.name()).matches()) {
        throw invalid(
            "the pool \"%s\" has no usable name: use at most %d lower-case letters, digits and"
                + " dashes",
            pool.name(), POOL_NAME_MAX);
      }
      if (pool.capacity() < 1) {
        throw invalid(
            "the pool %s has a capacity of %d, which lets nothing through: use 1 or more",
            pool.name(), pool.capacity());
      }
      if (pools.put(pool.name(), pool.capacity()) != null) {
        throw invalid("the pool %s is declared twice: keep one @Pool", pool.name());
      }
    }
    return pools;
  }

  private String name(GroupVersionKind primary) {
    String name =
        controller.name().isEmpty() ? primary.kind().toLowerCase(Locale.ROOT) : controller.name();
    if (!DNS_LABEL.matcher(name).matches()) {
      throw invalid(
          "its name \"%s\" is no DNS label: use at most 63 lower-case letters, digits and dashes",
          name);
    }
    return name;
  }

  private String readyCondition() {
    try {
      return Condition.of(controller.ready()).isTrue("Ready", "").type();
    } catch (IllegalArgumentException e) {
      throw invalid("ready: %s", e.getMessage());
    }
  }

  private List<String> namespaces() {
    for (String namespace : controller.namespaces()) {
      if (!DNS_LABEL.matcher(namespace).matches()) {
        throw invalid("\"%s\" in namespaces is no namespace's name", namespace);
      }
    }
    return List.of(controller.namespaces());
  }

  private Duration duration(String attribute, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid("%s: %s", attribute, e.getMessage());
    }
  }

  private int workers() {
    if (controller.workers() < 1) {
      throw invalid("workers = %d lets nothing run: use 1 or more", controller.workers());
    }
    return controller.workers();
  }

  private Optional<RateLimit> rate() {
    double qps = controller.qps();
    int burst = controller.burst();
    if (!(qps >= 0 && qps <= RATE_MAX)) {
      throw invalid("qps = %s is no rate: use 0 (no limit) to %d a second", qps, RATE_MAX);
    }
    if (burst < 0 || burst > RATE_MAX) {
      throw invalid("burst = %d lets nothing begin: use 1 to %d", burst, RATE_MAX);
    }
    if (qps == 0 && burst > 0) {
      throw invalid("burst = %d says nothing without qps: say how many a second", burst);
    }
    return RateLimit.of(qps, burst);
  }

  /** What is known of a class; of a kind without one nothing is known here. */
  private static boolean isClusterScoped(Class<?> kindType) {
    return kindType != GenericKubernetesResource.class
        && !Namespaced.class.isAssignableFrom(kindType);
  }

  /** Shows the defaults of a reconciler without the annotation. */
  @Controller
  private static final class Unannotated {}

  @SuppressWarnings("AnnotateFormatMethod") // no annotation library for this alone
  private InvalidController invalid(String problem, @Nullable Object... arguments) {
    return new InvalidController(type, problem.formatted(arguments));
  }
}
