package dev.fairlead.sdk.webhook;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks the API server for something, and how.
 *
 * @param namespace of the object; empty where its kind is cluster-scoped
 * @param name of the object; empty while it is still to be generated
 * @param subresource that is written, such as {@code status}; empty for the object itself
 * @param user who asks
 * @param dryRun whether nothing will be stored, whatever is answered
 */
public record Request(
    String namespace, String name, String subresource, User user, boolean dryRun) {

  /** A plain request of {@link User#TEST}, for tests. */
  public static Request about(HasMetadata object) {
    Optional<ObjectMeta> metadata = Optional.ofNullable(object.getMetadata());
    return new Request(
        metadata.map(ObjectMeta::getNamespace).orElse(""),
        metadata.map(ObjectMeta::getName).orElse(""),
        "",
        User.TEST,
        false);
  }

  /** The same by somebody else. */
  public Request by(User other) {
    return new Request(namespace, name, subresource, Objects.requireNonNull(other), dryRun);
  }
}
