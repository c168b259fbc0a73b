package dev.fairlead.mesh.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.protocol.message.Incarnation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;

/**
 * A {@link LocalMember} that does what it is told on its standard input, line by line, and tells on
 * its standard output what happens to it. See {@link MemberJvm}.
 */
final class TestMember {

  private final LocalMember member;

  private TestMember(LocalMember member) {
    this.member = member;
  }

  public static void main(String[] options) throws Exception {
    LocalMember member = LocalMember.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(member::close));
    new TestMember(member).serve();
    System.exit(0);
  }

  private void serve() throws IOException {
    member.bus().<String>consumer("news", message -> say("NEWS " + message.body()));
    member
        .cluster()
        .listen(
            member.vertx().getOrCreateContext(),
            event ->
                say(
                    event.getClass().getSimpleName().toUpperCase(Locale.ROOT)
                        + " "
                        + event.member().incarnation()));
    Member self = member.cluster().self();
    say("READY " + self.clusterPort() + " " + self.busPort());
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        command(line.split(" ", 3));
      }
    }
  }

  private void command(String[] words) {
    switch (words[0]) {
      case "ask" -> say(member.ask(words[1], words[2]));
      case "publish" -> member.bus().publish("news", words[1]);
      case "probe" ->
          member
              .cluster()
              .probe()
              .ask(Doorbell.parse(words[1]), new Incarnation(words[2]))
              .onSuccess(finding ->
                  say("FINDING %s: %s".formatted(finding.getClass().getSimpleName(), finding)));
      case "verdict" -> say("VERDICT " + member.cluster().standing().verdict());
      default -> say("WHAT? " + words[0]);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
