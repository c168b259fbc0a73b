package dev.fairlead.generator.rbac;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.ManifestYaml;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ServiceAccounts, roles and bindings for a program's controllers: for each role of the mesh what
 * it needs, and no verb more. In a narrowed installation they are Roles of its namespace; only what
 * is cluster-scoped itself stays with ClusterRoles, and the gateway, whose reviews are
 * cluster-scoped, is bound to {@code system:auth-delegator}, which every cluster has. Immutable.
 */
public final class Rbac {

  /** Who gets the roles. */
  public enum Accounts {
    /** An identity for each role, for processes that have one each. */
    BY_ROLE,
    /** One identity with all roles, for a process that has them all. */
    ONE,
    /** Both. */
    BOTH
  }

  private static final String ALL = "all";
  private static final Resource EVENTS = new Resource("events.k8s.io", "events");
  private static final Resource LEASES = new Resource("coordination.k8s.io", "leases");
  private static final Resource PODS = new Resource("", "pods");
  private static final Resource TOKEN_REVIEWS =
      new Resource("authentication.k8s.io", "tokenreviews");
  private static final Resource ACCESS_REVIEWS =
      new Resource("authorization.k8s.io", "subjectaccessreviews");
  private static final String REVIEWER = "system:auth-delegator";

  private final Installation installation;
  private final Map<Component, Rules> rules = new EnumMap<>(Component.class);
  private final KindTable kinds;
  private final RbacObjects objects;

  private Rbac(Collection<ControllerDefinition<?>> definitions, Installation installation) {
    this.installation = installation;
    this.kinds = new KindTable(definitions);
    this.objects = new RbacObjects(installation);
    List<Needs> needs = definitions.stream().map(it -> new Needs(it, kinds, installation)).toList();
    for (Component component : Component.values()) {
      rules.put(component, rules(component, needs));
    }
  }

  private Rules rules(Component component, List<Needs> needs) {
    Rules all = new Rules();
    needs.forEach(it -> it.add(component, all));
    switch (component) {
      case WATCHER -> {
        List<String> home = List.of(installation.namespace());
        all.add(home, LEASES, "get", "create", "patch");
        // Whether the container of a process that is missed has ended.
        all.add(home, PODS, "get");
      }
      case GATEWAY -> {
        if (!installation.narrowed()) {
          all.add(List.of(Rules.EVERYWHERE), TOKEN_REVIEWS, "create");
          all.add(List.of(Rules.EVERYWHERE), ACCESS_REVIEWS, "create");
        }
      }
      case RECONCILER, STATUS -> {} // nothing of their own
    }
    if (!all.has(Rules.EVERYWHERE, EVENTS)) {
      // About its own Pod: what became of a change of the configuration.
      all.add(List.of(installation.namespace()), EVENTS, "create", "patch");
    }
    return all;
  }

  private Rules rules(Component component) {
    return Objects.requireNonNull(rules.get(component));
  }

  /**
   * What these controllers need.
   *
   * @throws InvalidInstallation if a controller cannot be installed so
   */
  public static Rbac of(
      Collection<ControllerDefinition<?>> definitions, Installation installation) {
    return new Rbac(definitions, installation);
  }

  /** Every object for these accounts, in the order in which they are applied. */
  public List<HasMetadata> objects(Accounts accounts) {
    return sections(accounts).stream().flatMap(section -> section.objects().stream()).toList();
  }

  /** The objects of one role of the mesh and its own identity. */
  public List<HasMetadata> objects(Component component) {
    return section(component, true).objects();
  }

  /** As a manifest, with a word about each part. */
  public String yaml(Accounts accounts) {
    return yaml(sections(accounts));
  }

  /** The manifest of one role of the mesh and its own identity. */
  public String yaml(Component component) {
    return yaml(List.of(section(component, true)));
  }

  /** What a person should look at before they apply it: a sentence each. */
  public List<String> remarks() {
    return kinds.guessed().stream()
        .map(kind ->
            "the plural of %s is guessed to be %s, since the kind has no class: compare with kubectl api-resources, and give it a class with @Plural if it differs"
                .formatted(kind, kinds.resource(kind).plural()))
        .toList();
  }

  private List<Section> sections(Accounts accounts) {
    List<Section> sections = new ArrayList<>();
    for (Component component : Component.values()) {
      sections.add(section(component, accounts != Accounts.ONE));
    }
    if (accounts != Accounts.BY_ROLE) {
      List<HasMetadata> all = new ArrayList<>();
      all.add(objects.account(ALL));
      for (Component component : Component.values()) {
        all.addAll(bindings(component, ALL));
      }
      sections.add(
          new Section("A process with all roles has one identity that holds them all.", all));
    }
    if (!installation.narrowed()) {
      sections.add(
          new Section(
              "For people: what the gateway shows of the mesh itself. Bind it to whoever operates Fairlead; of objects they see what they may get and list anyway.",
              List.of(viewer())));
    }
    return sections;
  }

  private Section section(Component component, boolean ownAccount) {
    List<HasMetadata> made = new ArrayList<>();
    if (ownAccount) {
      made.add(objects.account(component.toString()));
    }
    Rules needed = rules(component);
    for (String place : needed.places()) {
      made.add(objects.role(component, place, needed.in(place)));
    }
    if (ownAccount) {
      made.addAll(bindings(component, component.toString()));
    }
    return new Section(component.story(), made);
  }

  private List<HasMetadata> bindings(Component component, String account) {
    Set<String> places = rules(component).places();
    Stream<HasMetadata> reviewer =
        component == Component.GATEWAY && installation.narrowed()
            ? Stream.of(objects.bindingTo(REVIEWER, component, account))
            : Stream.of();
    return Stream.concat(
            places.stream().map(place -> objects.binding(component, account, place)), reviewer)
        .toList();
  }

  private ClusterRole viewer() {
    return objects.clusterRole(
        "viewer",
        Component.GATEWAY,
        List.of(
            new PolicyRuleBuilder()
                .withNonResourceURLs("/fairlead/mesh", "/metrics")
                .withVerbs("get")
                .build()));
  }

  private static String yaml(List<Section> sections) {
    return String.join(
        "---\n",
        sections.stream()
            .filter(it -> !it.objects().isEmpty())
            .map(it -> "# " + it.comment() + "\n" + ManifestYaml.documents(it.objects()))
            .toList());
  }

  private record Section(String comment, List<HasMetadata> objects) {}
}
