package dev.fairlead.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The main class of a project that is there: one more reconciler in its {@code Fairlead.run}. */
final class MainSource {

  /** The call, if its arguments are as plain as this command writes them. */
  private static final Pattern RUN =
      Pattern.compile(
          "(?m)^([ \\t]*)Fairlead\\.run\\(\\s*(args(?:,\\s*new \\w+\\(\\s*[\\w., ]*\\))*)\\s*\\);");

  private MainSource() {}

  /** The source with that reconciler as the last one; empty if the call is not found. */
  static Optional<String> with(String source, String reconciler) {
    Matcher run = RUN.matcher(source);
    if (!run.find()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>(List.of(run.group(2).split(",\\s*(?=new )")));
    arguments.add("new " + reconciler + "()");
    String indent = run.group(1);
    String call =
        Layout.fitting(
            0, Layout.arguments(indent + "Fairlead.run(", indent.length() + 4, arguments, ");"));
    return Optional.of(source.substring(0, run.start()) + call + source.substring(run.end()));
  }
}
