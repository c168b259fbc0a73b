package dev.fairlead.mesh.cluster;

/** What has changed in a mesh, as this process sees it. */
public sealed interface MembershipEvent {

  Member member();

  /** Messages can go both ways. */
  record Joined(Member member) implements MembershipEvent {}

  /**
   * It is not heard any more. It may be dead, stopped, or out of reach of this process only: ask
   * the {@link Probe}.
   */
  record Suspected(Member member, String why) implements MembershipEvent {}

  /** It has said that it ends. */
  record Left(Member member) implements MembershipEvent {}
}
