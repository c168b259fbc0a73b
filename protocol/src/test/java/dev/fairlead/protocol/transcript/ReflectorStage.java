package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorEffect;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reflector and nothing else. */
final class ReflectorStage implements Story.Stage {

  private final Reflector reflector = new Reflector(1);
  private long now;
  private long wake = Long.MAX_VALUE;

  @Override
  public List<String> play(List<String> words) {
    List<String> happened = new ArrayList<>();
    if (words.getFirst().equals("time")) {
      now = Long.parseLong(words.get(1));
      if (wake <= now) {
        wake = Long.MAX_VALUE;
        handle(new ReflectorInput.Ticked(), happened);
      }
    } else {
      handle(input(words), happened);
    }
    return happened;
  }

  private void handle(ReflectorInput input, List<String> happened) {
    for (ReflectorEffect effect : reflector.handle(input, now)) {
      happened.add("reflector -> " + Text.of(effect));
      if (effect instanceof ReflectorEffect.WakeAt(long at)) {
        wake = at;
      }
    }
  }

  private static ReflectorInput input(List<String> words) {
    String verb = words.getFirst();
    if (verb.equals("start")) {
      return new ReflectorInput.Started();
    }
    if (verb.equals("went-back")) {
      return new ReflectorInput.WentBack();
    }
    long stream = Long.parseLong(words.get(1));
    return switch (verb) {
      case "listed" -> new ReflectorInput.Listed(stream, Objects.of(words.subList(2, 5)));
      case "completed" ->
          new ReflectorInput.ListCompleted(stream, new ResourceVersion(words.get(2)));
      case "bookmark" -> new ReflectorInput.Bookmarked(stream, new ResourceVersion(words.get(2)));
      case "undecodable" ->
          new ReflectorInput.Undecodable(
              stream, Optional.of(Objects.name(words.get(2))), "unexpected end of JSON");
      case "ended" -> new ReflectorInput.Ended(stream, end(words.subList(2, words.size())));
      default ->
          new ReflectorInput.Changed(
              stream,
              Change.valueOf(verb.toUpperCase(java.util.Locale.ROOT)),
              Objects.of(words.subList(2, 5)));
    };
  }

  private static End end(List<String> words) {
    return switch (words.getFirst()) {
      case "closed" -> new End.Closed();
      case "expired" -> new End.Expired();
      case "ahead" -> new End.Ahead();
      case "silent" -> new End.Silent();
      case "throttled" -> new End.Throttled(Long.parseLong(words.get(1)));
      case "refused" ->
          new End.Refused(
              Integer.parseInt(words.get(1)), String.join(" ", words.subList(2, words.size())));
      default -> new End.Broken(String.join(" ", words.subList(1, words.size())));
    };
  }
}
