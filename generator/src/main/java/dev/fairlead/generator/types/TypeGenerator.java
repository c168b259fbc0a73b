package dev.fairlead.generator.types;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes Java types for the kinds of a CRD. Found as a service: a program that has none on its class
 * path has no command {@code types}, so that no operator carries a generator along.
 */
public interface TypeGenerator {

  /**
   * Writes the types of every version that has a schema.
   *
   * @param crd a file of YAML with one CustomResourceDefinition or several
   * @param javaPackage the package of the types; where a kind has several versions, each has one of
   *     its own below
   * @param output the root of sources
   * @return the files
   * @throws InvalidCrd if the file has no such definition
   */
  List<Path> generate(Path crd, String javaPackage, Path output) throws IOException, InvalidCrd;

  /** No CRD, or none that types can be made from; the message is one line, with the remedy. */
  final class InvalidCrd extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates one that is shown as it is. */
    public InvalidCrd(String message) {
      super(message);
    }
  }
}
