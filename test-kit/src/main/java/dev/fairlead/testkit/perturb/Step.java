package dev.fairlead.testkit.perturb;

import java.util.function.Consumer;

/**
 * A step of the story.
 *
 * @param what it is, for people
 * @param act makes it
 */
record Step(String what, Consumer<Run> act) {}
