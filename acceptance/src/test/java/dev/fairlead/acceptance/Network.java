package dev.fairlead.acceptance;

import java.nio.file.Path;
import java.util.List;

/** Where the processes of a mesh live and how they reach each other and the API server. */
interface Network extends AutoCloseable {

  /** The address of a process. */
  String host(String process);

  /** What starts a program where the process lives; the program follows. */
  List<String> command(String process);

  /** A kubeconfig as it is used there. */
  Path kubeconfig(Path kubeconfig);

  @Override
  default void close() {}

  /** All of them on the loopback interface. */
  Network LOOPBACK =
      new Network() {
        @Override
        public String host(String process) {
          return "127.0.0.1";
        }

        @Override
        public List<String> command(String process) {
          return List.of();
        }

        @Override
        public Path kubeconfig(Path kubeconfig) {
          return kubeconfig;
        }
      };
}
