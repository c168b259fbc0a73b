package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Gathers the flags that say something about a setting; one that was not given says nothing. */
final class Flags {

  private Flags() {}

  static void add(List<Given> flags, String flag, Setting<?> setting, @Nullable String value) {
    if (value != null) {
      flags.add(Given.byFlag(flag, setting, value));
    }
  }

  static void addPort(
      CommandSpec spec,
      List<Given> flags,
      String flag,
      Setting<Integer> setting,
      @Nullable Integer value) {
    if (value != null) {
      Ports.check(spec, flag, value);
      add(flags, flag, setting, value.toString());
    }
  }
}
