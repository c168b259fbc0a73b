package dev.fairlead.mesh.diagnosis;

import dev.fairlead.mesh.diagnosis.Diagnosis.HeapClass;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text in which a JVM counts what lives on its heap. Pure. */
final class Histogram {

  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  private Histogram() {}

  static List<HeapClass> of(String text) {
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line ->
            new HeapClass(
                line.group(3), Long.parseLong(line.group(1)), Long.parseLong(line.group(2))))
        .toList();
  }
}
