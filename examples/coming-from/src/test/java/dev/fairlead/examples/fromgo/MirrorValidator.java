package dev.fairlead.examples.fromgo;

import dev.fairlead.sdk.webhook.FieldError;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import java.util.Collections;

/** No sources that others still rely on are taken away all at once. */
final class MirrorValidator implements Validator<Mirror> {

  @Override
  public Verdict validate(Review<Mirror> review) {
    return switch (review) {
      case Review.Update(var old, var mirror, _)
          when Collections.disjoint(old.getSpec().sources(), mirror.getSpec().sources()) ->
          Verdict.of(FieldError.forbidden("spec.sources", "keep one of those before"));
      default -> Verdict.allowed();
    };
  }
}
