package dev.fairlead.webhook;

import dev.fairlead.sdk.webhook.Admission;
import dev.fairlead.sdk.webhook.Converter;
import dev.fairlead.sdk.webhook.Defaulter;
import dev.fairlead.sdk.webhook.FieldError;
import dev.fairlead.sdk.webhook.Operation;
import dev.fairlead.sdk.webhook.Review;
import dev.fairlead.sdk.webhook.Validator;
import dev.fairlead.sdk.webhook.Verdict;
import dev.fairlead.sdk.webhook.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What an operator for buoys might bring. */
public final class BuoyFunctions {

  private BuoyFunctions() {}

  public static Webhooks all() {
    return Webhooks.of(List.of(new Painter(), new Harbourmaster(), new Metres()));
  }

  /** Every buoy has a colour. */
  public static final class Painter implements Defaulter<Buoy> {

    @Override
    public Buoy applyDefaults(Review<Buoy> review) {
      Buoy buoy = review.object();
      Buoy.Spec spec = Objects.requireNonNullElse(buoy.getSpec(), new Buoy.Spec(1000, null, null));
      if (spec.colour() == null) {
        buoy.setSpec(new Buoy.Spec(spec.heightMillimetres(), "red", spec.lamps()));
      }
      return buoy;
    }
  }

  /** What may float here. */
  @Admission(operations = {Operation.CREATE, Operation.UPDATE, Operation.DELETE})
  public static final class Harbourmaster implements Validator<Buoy> {

    @Override
    public Verdict validate(Review<Buoy> review) {
      return switch (review) {
        case Review.Create(var buoy, var request) -> judge(buoy);
        case Review.Update(var old, var buoy, var request) when paints(old, buoy) ->
            Verdict.of(FieldError.forbidden("spec.colour", "a buoy keeps its colour"));
        case Review.Update(var old, var buoy, var request) -> judge(buoy);
        case Review.Delete(var buoy, var request) when request.name().equals("lighthouse") ->
            Verdict.denied("the lighthouse stays");
        case Review.Delete(var buoy, var request) -> Verdict.allowed();
      };
    }

    private static boolean paints(Buoy old, Buoy buoy) {
      return !Objects.equals(old.getSpec().colour(), buoy.getSpec().colour());
    }

    private static Verdict judge(Buoy buoy) {
      Buoy.Spec spec = buoy.getSpec();
      if ("octarine".equals(spec.colour())) {
        throw new IllegalStateException("nobody has seen octarine");
      }
      List<FieldError> errors = new ArrayList<>();
      if (spec.heightMillimetres() == null) {
        errors.add(FieldError.required("spec.heightMillimetres", "a buoy is seen from afar"));
      } else if (spec.heightMillimetres() < 500) {
        errors.add(
            FieldError.invalid(
                "spec.heightMillimetres", spec.heightMillimetres(), "must be 500 or more"));
      }
      if (!List.of("red", "green").contains(spec.colour())) {
        errors.add(
            FieldError.notSupported(
                "spec.colour", String.valueOf(spec.colour()), List.of("red", "green")));
      }
      Verdict verdict = Verdict.of(errors);
      return spec.lamps() == null
          ? verdict.warning("without a lamp it is not seen\nat night")
          : verdict;
    }
  }

  /** Metres to millimetres; what does not make whole metres is kept beside them. */
  public static final class Metres implements Converter<OldBuoy, Buoy> {

    private static final String REST = "sea.example.com/millimetres";
    private static final String COLOUR = "sea.example.com/colour";

    @Override
    public Buoy toHub(OldBuoy old) {
      Buoy buoy = new Buoy();
      buoy.setMetadata(old.getMetadata());
      var notes = buoy.getMetadata().getAnnotations();
      String rest = notes.remove(REST);
      buoy.setSpec(
          new Buoy.Spec(
              old.getSpec().heightMetres() * 1000 + (rest == null ? 0 : Integer.parseInt(rest)),
              notes.remove(COLOUR),
              null));
      return buoy;
    }

    @Override
    public OldBuoy fromHub(Buoy buoy) {
      OldBuoy old = new OldBuoy();
      Integer height = Objects.requireNonNull(buoy.getSpec().heightMillimetres(), "no height");
      old.setSpec(new OldBuoy.Spec(height / 1000));
      var notes = old.getMetadata().getAnnotations();
      notes.put(REST, String.valueOf(height % 1000));
      if (buoy.getSpec().colour() != null) {
        notes.put(COLOUR, buoy.getSpec().colour());
      }
      return old;
    }
  }
}
