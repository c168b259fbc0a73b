package dev.fairlead.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.launcher.Fairlead;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** {@code fairlead new} and what it says. */
record CommandLine(int exitCode, String out, String err) {

  static CommandLine run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Fairlead.execute(
            args,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            List.of(new NewCommand()));
    return new CommandLine(exitCode, out.toString(), err.toString());
  }

  static String succeed(String... args) {
    CommandLine done = run(args);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).isEmpty();
    return done.out();
  }
}
