package dev.fairlead.sandbox.schema.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** The compiler and the runtime that all rules share. */
final class Environment {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(1_000_000)
          .maxExpressionCodePointSize(100_000)
          .build();

  /** Made once: it costs a second when the machine is busy. */
  @SuppressWarnings(
      "InlineMeInliner") // the method that it would inline is deprecated by its name only
  static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.optional(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.lists(),
              CelExtensions.comprehensions())
          .addFunctionBindings(Functions.bindings())
          .build();

  private Environment() {}

  /**
   * @param old the type of {@code oldSelf}
   */
  static CelCompiler compiler(Types types, CelType self, CelType old) {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setTypeProvider(types)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(
            CelExtensions.strings(),
            CelExtensions.optional(),
            CelExtensions.sets(OPTIONS),
            CelExtensions.lists(),
            CelExtensions.comprehensions())
        .addFunctionDeclarations(Functions.declarations())
        .addVar("self", self)
        .addVar("oldSelf", old)
        .build();
  }
}
