package dev.fairlead.sdk;

import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a {@link Desired}, by the rules of names and of owner references. */
final class Problems {

  private static final int SUBDOMAIN_CHARACTERS_MAX = 253;
  private static final int LABEL_CHARACTERS_MAX = 63;
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.\\.?$)[^/%]+");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?");

  private final ControllerDefinition<?> definition;
  private final HasMetadata primary;
  private final List<Problem> found = new ArrayList<>();

  private Problems(ControllerDefinition<?> definition, HasMetadata primary) {
    this.definition = definition;
    this.primary = primary;
  }

  static List<Problem> of(ControllerDefinition<?> definition, HasMetadata primary, Result result) {
    Problems problems = new Problems(definition, primary);
    problems.checkStatus(result.report());
    if (result instanceof Desired desired) {
      Set<Named> seen = new HashSet<>();
      desired.children().forEach(child -> problems.checkChild(child, seen));
      problems.checkOrder(desired.plan());
      desired.plan().stream().filter(Child::kept).forEach(problems::checkKept);
    }
    return List.copyOf(problems.found);
  }

  private void checkChild(HasMetadata object, Set<Named> seen) {
    GroupVersionKind kind = Kinds.of(object);
    String name = object.getMetadata() == null ? null : object.getMetadata().getName();
    if (name == null || name.isEmpty()) {
      add(
          Problem.Cause.MISSING_NAME,
          "A %s has no name: set metadata.name, generateName is not enough",
          kind);
      return;
    }
    Named child = new Named(kind, namespaceOf(object), name);
    if (!seen.add(child)) {
      add(Problem.Cause.DUPLICATE, "%s is desired twice: state it once", child);
    }
    if (!definition.declaration().owns(kind)) {
      add(
          Problem.Cause.NOT_OWNED,
          "%s is of a kind that is not owned: add @Owns for %s",
          child,
          kind);
    }
    String home = primary.getMetadata().getNamespace();
    if (home != null && !home.equals(child.namespace())) {
      add(
          Problem.Cause.OTHER_NAMESPACE,
          "%s is not in the namespace %s of its owner: leave metadata.namespace out, or use"
              + " context.writes() and Cleanup",
          child,
          home);
    } else if (home == null && child.namespace().isEmpty() && isNamespaced(object)) {
      add(Problem.Cause.OTHER_NAMESPACE, "%s has no namespace: set metadata.namespace", child);
    }
    checkName(child);
    checkLabels(child, object.getMetadata().getLabels());
  }

  private void checkOrder(List<Child<?>> plan) {
    Set<Child.Id> stated = plan.stream().map(Child::id).collect(Collectors.toSet());
    for (Child<?> child : plan) {
      child.after().stream()
          .filter(before -> !stated.contains(before))
          .forEach(before ->
              add(
                  Problem.Cause.ORDER,
                  "%s waits for %s, which is not desired: state it too, or wait for another",
                  child.id(),
                  before));
    }
    ChildOrder.of(plan)
        .cycle()
        .ifPresent(cycle ->
            add(
                Problem.Cause.ORDER,
                "Children wait for each other: %s, and that for %s again: take one `after` out",
                cycle.stream().map(Object::toString).collect(Collectors.joining(" waits for ")),
                cycle.getFirst()));
  }

  private void checkKept(Child<?> child) {
    if (definition.deletion() != Deletion.FOREGROUND) {
      add(
          Problem.Cause.NOT_KEPT,
          "%s is to be kept, and would be deleted along with its owner: add @Controller(deletion ="
              + " Deletion.FOREGROUND)",
          child.id());
    }
  }

  private void checkName(Named child) {
    boolean valid =
        switch (child.kind().group() + "/" + child.kind().kind()) {
          case "/Service", "/Namespace" ->
              child.name().length() <= LABEL_CHARACTERS_MAX
                  && DNS_LABEL.matcher(child.name()).matches();
          case "rbac.authorization.k8s.io/Role",
              "rbac.authorization.k8s.io/RoleBinding",
              "rbac.authorization.k8s.io/ClusterRole",
              "rbac.authorization.k8s.io/ClusterRoleBinding" ->
              PATH_SEGMENT.matcher(child.name()).matches();
          default ->
              child.name().length() <= SUBDOMAIN_CHARACTERS_MAX
                  && DNS_SUBDOMAIN.matcher(child.name()).matches();
        };
    if (!valid) {
      add(
          Problem.Cause.INVALID_NAME,
          "%s has a name that the API server does not take (%d characters): use lower-case letters,"
              + " digits and dashes, and not too many",
          child,
          child.name().length());
    }
  }

  private void checkLabels(Named child, @Nullable Map<String, String> labels) {
    if (labels == null) {
      return;
    }
    labels.forEach((label, value) -> {
      String text = Objects.requireNonNullElse(value, "");
      if (text.length() > LABEL_CHARACTERS_MAX || !LABEL_VALUE.matcher(text).matches()) {
        add(
            Problem.Cause.INVALID_NAME,
            "%s has a label %s whose value the API server does not take (%d characters): use at"
                + " most 63 letters, digits, dashes, dots and underscores",
            child,
            label,
            text.length());
      }
    });
  }

  private void checkStatus(Report report) {
    report
        .status()
        .filter(status -> !(status instanceof Map))
        .ifPresent(status ->
            definition
                .statusType()
                .filter(type -> !type.isInstance(status))
                .ifPresent(type ->
                    add(
                        Problem.Cause.WRONG_STATUS,
                        "The status is a %s: make it a %s, or a map",
                        status.getClass().getName(),
                        type.getName())));
  }

  private String namespaceOf(HasMetadata child) {
    String own = child.getMetadata().getNamespace();
    String home = primary.getMetadata().getNamespace();
    return Objects.requireNonNullElse(own == null || own.isEmpty() ? home : own, "");
  }

  private static boolean isNamespaced(HasMetadata child) {
    return child instanceof Namespaced && Kinds.of(child.getClass()).isPresent();
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotation library for this alone
  private void add(Problem.Cause cause, String message, Object... arguments) {
    found.add(new Problem(cause, message.formatted(arguments)));
  }

  private record Named(GroupVersionKind kind, String namespace, String name) {
    @Override
    public String toString() {
      return kind.kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }
}
