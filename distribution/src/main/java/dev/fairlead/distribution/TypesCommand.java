package dev.fairlead.distribution;

import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.OutputDirectory;
import dev.fairlead.launcher.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes Java types of a CRD: fabric8's generator, which no operator carries along. */
@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    description = "Writes Java types for the kinds of a CustomResourceDefinition that is there.")
final class TypesCommand implements Callable<Integer> {

  private static final Pattern PACKAGE = Pattern.compile("[a-z_]\\w*(\\.[a-z_]\\w*)*");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CRD.yaml", description = "The definition, or several in one file.")
  private Path crd = Path.of("");

  @Option(
      names = "--package",
      paramLabel = "P",
      required = true,
      description = "The package of the types.")
  private String javaPackage = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The root of the sources, such as src/main/java.")
  private Path output = Path.of("");

  @Option(names = "--force", description = "Write into a package that is there.")
  private boolean force;

  @Override
  public Integer call() throws CommandFailure {
    if (!PACKAGE.matcher(javaPackage).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "\"%s\" is no package: write it as com.example.shop".formatted(javaPackage));
    }
    try {
      OutputDirectory.require(output.resolve(javaPackage.replace('.', '/')), force);
      JavaTypes.generate(crd, javaPackage, output)
          .forEach(file -> spec.commandLine().getOut().println("wrote " + file));
      return 0;
    } catch (InvalidCrd | InvalidInstallation invalid) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(invalid.getMessage()), invalid);
    } catch (IOException unable) {
      throw new CommandFailure(
          "cannot write to %s: %s; choose another --output".formatted(output, unable.getMessage()));
    }
  }
}
