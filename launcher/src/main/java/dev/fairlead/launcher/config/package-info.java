/**
 * What a process is told: one {@code fairlead.yaml}, overruled by texts of further sources,
 * overruled by environment variables, overruled by flags. {@link
 * dev.fairlead.launcher.config.Schema} says once what can be told: every key with what it takes,
 * its default, and whether it may change while a process runs. From it come the reading of all of
 * them, the messages about what is wrong in them, the tree of records that the program uses ({@link
 * dev.fairlead.launcher.config.Configuration}), and what {@code fairlead config show} prints.
 *
 * <p><b>Variables.</b> The variable of a key is {@code FAIRLEAD_} and its path in capitals, with
 * {@code _} for each dot and nothing between the words of a name: {@code mesh.clusterPort} is
 * {@code FAIRLEAD_MESH_CLUSTERPORT}. The default of all controllers, {@code controllers.*}, leaves
 * the star out: {@code FAIRLEAD_CONTROLLERS_WORKERS_MAX}; a controller stands in capitals with
 * {@code _} for {@code -}: {@code FAIRLEAD_CONTROLLERS_MEMCACHED_WORKERS_MAX}. An empty variable
 * counts as one that is not set.
 *
 * <p><b>Precedence</b> is by key, and a list is replaced as a whole. What is said of a controller
 * by its name comes before what is said of all of them, from whichever source.
 *
 * <p><b>YAML</b> is composed by SnakeYAML Engine, which the Kubernetes client brings along: it
 * gives the tree with the line of every node, so that a message can name it, and it is YAML 1.2, in
 * which {@code no} is a word. Jackson's YAML would build its tree without lines, and binding it to
 * records would stop at the first mistake.
 *
 * <p>Nothing here keeps state or logs, and only {@link dev.fairlead.launcher.config.YamlText#load}
 * touches a file. Mistakes are values: all of them are gathered, as {@link
 * dev.fairlead.launcher.config.Problem}s.
 */
@NullMarked
package dev.fairlead.launcher.config;

import org.jspecify.annotations.NullMarked;
