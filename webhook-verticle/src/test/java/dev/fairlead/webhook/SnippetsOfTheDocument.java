package dev.fairlead.webhook;

import static java.util.Objects.requireNonNull;

import dev.fairlead.sdk.webhook.Converter;
import dev.fairlead.sdk.webhook.Defaulter;
import dev.fairlead.sdk.webhook.FieldError;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What {@code docs/WEBHOOKS.md} shows, compiled; {@link DocumentTest} compares the two. */
final class SnippetsOfTheDocument {

  private SnippetsOfTheDocument() {}

  static final class BuoyValidator implements Validator<Buoy> {
    @Override
    public Verdict validate(Review<Buoy> review) {
      return switch (review) {
        case Review.Update(var old, var buoy, var request)
            when !Objects.equals(old.getSpec().colour(), buoy.getSpec().colour()) ->
            Verdict.of(FieldError.forbidden("spec.colour", "a buoy keeps its colour"));
        default -> judge(review.object().getSpec());
      };
    }

    private static Verdict judge(Buoy.Spec spec) {
      List<FieldError> errors = new ArrayList<>();
      Integer height = spec.heightMillimetres();
      if (height == null) {
        errors.add(FieldError.required("spec.heightMillimetres", "a buoy is seen from afar"));
      } else if (height < 500) {
        errors.add(FieldError.invalid("spec.heightMillimetres", height, "must be 500 or more"));
      }
      return Verdict.of(errors).warning("heights will be in metres from v3 on");
    }
  }

  static final class BuoyDefaulter implements Defaulter<Buoy> {
    @Override
    public Buoy applyDefaults(Review<Buoy> review) {
      Buoy buoy = review.object();
      buoy.getMetadata().getLabels().putIfAbsent("laid-by", review.request().user().name());
      return buoy;
    }
  }

  static final class BuoyV1ToV2 implements Converter<OldBuoy, Buoy> {
    @Override
    public Buoy toHub(OldBuoy v1) {
      Buoy v2 = new Buoy();
      v2.setSpec(new Buoy.Spec(v1.getSpec().heightMetres() * 1000, "red", List.of()));
      return v2;
    }

    @Override
    public OldBuoy fromHub(Buoy v2) {
      OldBuoy v1 = new OldBuoy();
      v1.setSpec(new OldBuoy.Spec(requireNonNull(v2.getSpec().heightMillimetres()) / 1000));
      return v1;
    }
  }

  static void test(Buoy low) {
    assert new BuoyValidator().validate(Review.create(low)) instanceof Verdict.Invalid;
  }
}
