package dev.fairlead.protocol.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * A story: comments, commands that begin with {@code > }, and below each command, indented, what
 * happened. Running it keeps the first two and writes the third anew.
 */
final class Story {

  private final List<String> told = new ArrayList<>();
  private final Stage stage;

  /** What a story is played on. */
  interface Stage {

    /** Carries out one command and answers with what happened. */
    List<String> play(List<String> words);
  }

  Story(Stage stage) {
    this.stage = stage;
  }

  List<String> tell(List<String> script) {
    for (String line : script) {
      if (line.startsWith("> ")) {
        told.add(line);
        for (String happened : stage.play(List.of(line.substring(2).split(" +")))) {
          told.add("  " + happened);
        }
      } else if (!line.startsWith("  ")) {
        told.add(line);
      }
    }
    return told;
  }
}
