package dev.fairlead.acceptance;

/** The stories on the sandbox. */
class MemcachedOnSandboxIT extends MemcachedStories {

  MemcachedOnSandboxIT() throws Exception {
    super(SandboxServer.start());
  }
}
