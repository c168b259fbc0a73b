package dev.fairlead.mesh.cluster;

import io.vertx.core.Context;
import java.util.List;
import java.util.function.Consumer;

/** Who is in the mesh, as this process sees it: others may see others. Safe for many threads. */
public interface Membership {

  /** This process. */
  Member self();

  /** All others with whom messages go both ways, in the order of incarnations. */
  List<Member> others();

  /** How the process stands with the others. */
  Standing standing();

  /**
   * Tells who is there, each as {@link MembershipEvent.Joined}, and then every change, in order, on
   * the context, until it is closed.
   */
  Listening listen(Context context, Consumer<MembershipEvent> listener);

  /** Ends what {@link #listen} began. */
  @FunctionalInterface
  interface Listening extends AutoCloseable {

    @Override
    void close();
  }

  /** The membership of a process that is a mesh of its own. */
  static Membership of(Member self) {
    return new Membership() {
      @Override
      public Member self() {
        return self;
      }

      @Override
      public List<Member> others() {
        return List.of();
      }

      @Override
      public Standing standing() {
        return new Standing.Alone();
      }

      @Override
      public Listening listen(Context context, Consumer<MembershipEvent> listener) {
        return () -> {};
      }
    };
  }
}
