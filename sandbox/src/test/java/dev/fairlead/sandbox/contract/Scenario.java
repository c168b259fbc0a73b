package dev.fairlead.sandbox.contract;

/** Something to do with an API server whose every call is recorded. */
interface Scenario {

  /** What it shows, in words. */
  String name();

  /** Does it, in a namespace that is there and empty. The calls pass the stage's recorder. */
  void play(Stage stage) throws Exception;
}
