package dev.fairlead.scaffold;

import dev.fairlead.launcher.config.Nearest;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of children that a project can be begun with: there is a template {@code owned/KIND.java}
 * that makes one which a cluster takes and runs. Any other kind is owned by an {@code @Owns} and a
 * builder of one's own.
 */
enum OwnedKind {
  DEPLOYMENT(Deployment.class, SpecField.REPLICAS, SpecField.IMAGE),
  STATEFUL_SET(StatefulSet.class, SpecField.REPLICAS, SpecField.IMAGE),
  DAEMON_SET(DaemonSet.class, SpecField.IMAGE),
  JOB(Job.class, SpecField.IMAGE),
  CRON_JOB(CronJob.class, SpecField.IMAGE, SpecField.SCHEDULE),
  SERVICE(Service.class, SpecField.PORT),
  INGRESS(Ingress.class, SpecField.HOST, SpecField.PORT),
  NETWORK_POLICY(NetworkPolicy.class, SpecField.PORT),
  CONFIG_MAP(ConfigMap.class, SpecField.MESSAGE),
  SECRET(Secret.class, SpecField.MESSAGE),
  PERSISTENT_VOLUME_CLAIM(PersistentVolumeClaim.class, SpecField.STORAGE),
  POD_DISRUPTION_BUDGET(PodDisruptionBudget.class),
  SERVICE_ACCOUNT(ServiceAccount.class);

  private final Class<? extends HasMetadata> type;

  @SuppressWarnings("ImmutableEnumChecker") // it is a Set.of
  private final Set<SpecField> fields;

  OwnedKind(Class<? extends HasMetadata> type, SpecField... fields) {
    this.type = type;
    this.fields = Set.of(fields);
  }

  /** The one of this name: {@code Deployment}, or {@code apps/Deployment}. */
  static OwnedKind of(String name) throws Refused {
    for (OwnedKind kind : values()) {
      if (name.equals(kind.kind()) || name.equals(kind.group() + "/" + kind.kind())) {
        return kind;
      }
    }
    String simple = name.substring(name.lastIndexOf('/') + 1);
    String meant =
        Nearest.to(simple, Stream.of(values()).map(OwnedKind::kind).toList())
            .map(nearest -> "did you mean %s?".formatted(nearest))
            .orElseGet(() ->
                "take some of %s; other kinds are added by @Owns in the reconciler"
                    .formatted(
                        Stream.of(values())
                            .map(OwnedKind::kind)
                            .collect(Collectors.joining(", "))));
    throw new Refused("--owns knows no kind \"%s\": %s".formatted(name, meant));
  }

  String kind() {
    return HasMetadata.getKind(type);
  }

  private String group() {
    return HasMetadata.getGroup(type);
  }

  /** The class of fabric8's model. */
  Class<? extends HasMetadata> type() {
    return type;
  }

  /** What of the spec it is made from. */
  Set<SpecField> fields() {
    return fields;
  }
}
