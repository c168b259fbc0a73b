package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.testkit.perturb.Walk.Turn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Edits a primary again and again, and looks whether it is then as one that was created so: what
 * was before must not matter. For one thread.
 */
final class Editing {

  private static final int TURNS = 6;

  /** Of how many edits one is that the schema forbids. */
  private static final int FORBIDDEN_EVERY = 6;

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int INVALID = 422;

  private final Theatre theatre;
  private final Story<?> story;
  private final Edits edits;
  private final Map<String, Created> created = new HashMap<>();

  Editing(Theatre theatre, Story<?> story, Edits edits) {
    this.theatre = theatre;
    this.story = story;
    this.edits = edits;
  }

  /** What came of a walk: where it went wrong first. */
  private record Finding(int turn, String what, List<String> log) {}

  /**
   * Walks.
   *
   * @param count how many walks by chance follow those that make each edit once
   * @param seed the one walk that is made alone
   * @throws AssertionError with the shortest walk found that ends elsewhere
   */
  void perform(int count, Optional<Integer> seed) {
    ObjectNode first = atRest(theatre.spec(story.primary())).spec();
    List<Edit> each = edits.of(first);
    int systematic = Math.ceilDiv(each.size(), TURNS);
    int[] numbers =
        seed.map(IntStream::of).orElseGet(() -> IntStream.range(0, systematic + count)).toArray();
    for (int number : numbers) {
      List<Edit> planned =
          number < systematic
              ? each.subList(number * TURNS, Math.min(each.size(), (number + 1) * TURNS))
              : List.of();
      Walk walk = plan(first, planned, new Random(number));
      Optional<Finding> found = find(walk);
      if (found.isPresent()) {
        Walk least = walk.upTo(found.get().turn()).shrunk(shorter -> find(shorter).isPresent());
        throw failure(number, least, find(least).orElse(found.get()));
      }
    }
  }

  /** Edits that are planned, or some by chance; and then the way back. */
  private Walk plan(ObjectNode first, List<Edit> planned, Random random) {
    List<Turn> turns = new ArrayList<>();
    ObjectNode spec = first;
    for (int turn = 0; turn < (planned.isEmpty() ? TURNS : planned.size()); turn++) {
      Edit edit = planned.isEmpty() ? byChance(spec, random) : planned.get(turn);
      Optional<ObjectNode> edited = edit.in(spec);
      if (edited.isEmpty()) {
        continue;
      }
      if (!edit.allowed()) {
        turns.add(new Turn(edited.get(), false));
      } else if (created(edited.get()) instanceof Created.AtRest at) {
        turns.add(new Turn(at.spec(), true));
        spec = at.spec();
      }
    }
    if (!spec.equals(first)) {
      turns.add(new Turn(first, true));
    }
    return new Walk(first, turns);
  }

  private Edit byChance(ObjectNode spec, Random random) {
    boolean allowed = random.nextInt(FORBIDDEN_EVERY) > 0;
    List<Edit> all = edits.of(spec).stream().filter(edit -> edit.allowed() == allowed).toList();
    return all.isEmpty()
        ? new Edit(List.of(""), Optional.empty(), true)
        : all.get(random.nextInt(all.size()));
  }

  private Optional<Finding> find(Walk walk) {
    List<Optional<String>> refusals = new ArrayList<>();
    List<Step> steps = new ArrayList<>(List.of(creation(walk.first())));
    List<String> lines = walk.lines();
    for (int turn = 0; turn < walk.turns().size(); turn++) {
      ObjectNode spec = walk.turns().get(turn).spec();
      steps.add(
          new Step(
              "edited:" + lines.get(turn).substring(1),
              run -> refusals.add(edit(run.client(), spec))));
    }
    Run.Ended ended = theatre.play(with(steps), Schedule.PEACE, Optional.empty());
    ObjectNode spec = walk.first();
    for (int turn = 0; turn < refusals.size(); turn++) {
      Turn asked = walk.turns().get(turn);
      boolean taken = refusals.get(turn).isEmpty();
      if (taken && !asked.allowed()) {
        return Optional.of(
            new Finding(
                turn,
                "The API server takes what the schema forbids:" + lines.get(turn).substring(1),
                ended.log()));
      }
      spec = taken ? asked.spec() : spec;
      Optional<String> wrong = wrong(ended, turn + 1, spec);
      if (wrong.isPresent()) {
        return Optional.of(new Finding(turn, wrong.get(), ended.log()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrong(Run.Ended ended, int step, ObjectNode spec) {
    return step < ended.states().size()
        ? difference(ended.states().get(step), spec)
            .map(difference -> "Edited, it is not as if it had been created so: " + difference)
        : ended.divergence();
  }

  /** Created twice only if they differ, to learn what differs by itself. */
  private Optional<String> difference(State state, ObjectNode spec) {
    Created.AtRest once = atRest(spec);
    if (once.difference(state, Chance.between(List.of(), List.of())).isEmpty()) {
      return Optional.empty();
    }
    return create(spec) instanceof Created.AtRest again
        ? once.difference(state, Chance.between(List.of(once.state()), List.of(again.state())))
        : Optional.empty();
  }

  private Created.AtRest atRest(ObjectNode spec) {
    return switch (created(spec)) {
      case Created.AtRest at -> at;
      case Created.Refused(String why) ->
          throw new AssertionError("The API server does not take " + spec + ": " + why);
      case Created.Diverged(String what, List<String> log) ->
          throw new AssertionError(
              """
              %s

              It was created with
                %s
              What happened:
              %s\
              """
                  .formatted(what, spec, Theatre.lines(log)));
    };
  }

  private Created created(ObjectNode spec) {
    Created known = created.get(spec.toString());
    if (known != null) {
      return known;
    }
    Created fresh = create(spec);
    created.put(spec.toString(), fresh);
    if (fresh instanceof Created.AtRest at) {
      created.putIfAbsent(at.spec().toString(), at);
    }
    return fresh;
  }

  private Created create(ObjectNode spec) {
    List<ObjectNode> stored = new ArrayList<>();
    Step creation = creation(spec);
    Step noted =
        new Step(
            creation.what(),
            run -> {
              creation.act().accept(run);
              stored.add(theatre.spec(theatre.stored(story.primary())));
            });
    try {
      Run.Ended ended = theatre.play(with(List.of(noted)), Schedule.PEACE, Optional.empty());
      return ended
          .divergence()
          .<Created>map(what -> new Created.Diverged(what, ended.log()))
          .orElseGet(() -> new Created.AtRest(stored.getFirst(), ended.states().getFirst()));
    } catch (KubernetesClientException refused) {
      return new Created.Refused(refusal(refused));
    }
  }

  private Story<?> with(List<Step> steps) {
    return story.with(steps);
  }

  private Step creation(ObjectNode spec) {
    return new Step(
        "it is created with " + spec,
        run -> {
          run.around().forEach(each -> Steps.create(run.client(), each));
          Steps.create(run.client(), theatre.primary(story.primary(), spec));
        });
  }

  /** Puts a spec in place of the one that is there; why it was refused, if it was. */
  private Optional<String> edit(KubernetesClient client, ObjectNode spec) {
    HasMetadata edited = theatre.primary(theatre.stored(story.primary()), spec);
    try {
      var _ = client.resource(edited).update();
      return Optional.empty();
    } catch (KubernetesClientException refused) {
      return Optional.of(refusal(refused));
    }
  }

  private static String refusal(KubernetesClientException refused) {
    return switch (refused.getCode()) {
      case BAD_REQUEST, FORBIDDEN, INVALID -> String.valueOf(refused.getMessage());
      default -> throw refused;
    };
  }

  private static AssertionError failure(int number, Walk walk, Finding finding) {
    return new AssertionError(
        """
        %s

        It was created with
          %s
        and then edited:
        %s
        What happened:
        %s
        To play it again: .seed(%d) before .followsEdits(), or -D%s=%d\
        """
            .formatted(
                finding.what(),
                walk.first(),
                Theatre.lines(walk.lines()),
                Theatre.lines(finding.log()),
                number,
                Perturbation.SEED,
                number));
  }
}
