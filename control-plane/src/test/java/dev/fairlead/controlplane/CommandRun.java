package dev.fairlead.controlplane;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a run of the command line left. */
record CommandRun(int exitCode, String output, String errors) {

  static CommandRun of(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int exitCode =
        Main.commandLine(Map.of())
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return new CommandRun(exitCode, output.toString(), errors.toString());
  }
}
