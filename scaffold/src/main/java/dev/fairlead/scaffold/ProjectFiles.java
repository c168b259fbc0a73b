package dev.fairlead.scaffold;

import dev.fairlead.launcher.cli.FairleadVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a new project with its first kind. */
final class ProjectFiles {

  private ProjectFiles() {}

  /** Their texts by their paths within the project. */
  static Map<Path, String> of(String name, Kind first) throws Refused {
    Map<String, String> words = new LinkedHashMap<>(first.words());
    words.put("name", name);
    words.put("fairlead", FairleadVersion.text());
    Map<Path, String> files = new LinkedHashMap<>();
    for (String file : new String[] {"README.md", "pom.xml", "operator", "Dockerfile"}) {
      files.put(Path.of(file), Template.of("project/" + file).filled(words));
    }
    files.put(Path.of(".gitignore"), Template.of("project/gitignore").filled(words));
    files.put(first.project().source("Main"), Template.of("project/Main.java").filled(words));
    files.putAll(KindFiles.of(first));
    return files;
  }
}
