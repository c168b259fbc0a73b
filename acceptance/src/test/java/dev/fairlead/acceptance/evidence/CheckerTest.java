package dev.fairlead.acceptance.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that is in order passes; whatever is not in order is found, and by its own invariant. */
class CheckerTest {

  private static final Partition WHOLE = Partition.whole("memcached");
  private static final Target CHILD = new Target("deployments.apps", "shop", "cache");
  private static final Target STATUS =
      new Target("memcacheds.cache.example.com/status", "shop", "cache");

  private final List<Note> notes = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private final List<LeaseVersion> leases = new ArrayList<>();
  private long nanos;

  @Test
  void whatIsInOrderPasses() {
    start("w1", token(1, 1), "o1");
    write("w1", token(1, 1), "create", 201, 10);
    status("w1", token(1, 1), 11, 1);
    end("w1", token(1, 1));
    start("w1", token(1, 2), "o1");
    write("w1", token(1, 2), "patch", 200, 20);
    // The worker is killed, the owner too; the next attempt finds it as desired, and one conflicts.
    start("w2", token(2, 1), "o2");
    status("w2", token(2, 1), 21, 2);
    end("w2", token(2, 1));
    start("w2", token(2, 2), "o2");
    write("w2", token(2, 2), "patch", 409, 0);
    end("w2", token(2, 2));
    lease("u1", 5, "o1", 1);
    lease("u1", 15, "", 1);
    lease("u1", 16, "o2", 2);

    assertThat(violations()).isEmpty();
  }

  @Test
  void anotherLayoutGoesOnFromTheStart() {
    Token old = token(7, 9);
    Token fresh = new Token(new Partition("memcached", 2, 1), 1, old.key(), 1);
    start("w1", old, "o1");
    write("w1", old, "create", 201, 10);
    start("w2", fresh, "o2");
    write("w2", fresh, "patch", 200, 11);

    assertThat(violations()).isEmpty();
  }

  @Test
  void aTokenThatTwoWorkersStart() {
    start("w1", token(1, 1), "o1");
    start("w2", token(1, 1), "o1");

    assertThat(violations())
        .containsExactly(
            "TokensLiveOnce: memcached.1.0@1 shop/cache #1 was started by w1 and by w2");
  }

  @Test
  void aGatePassOfAnAttemptThatIsOver() {
    start("w1", token(1, 1), "o1");
    end("w1", token(1, 1));
    write("w1", token(1, 1), "create", 201, 10);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("TokensLiveOnce: ")
        .contains("after its end");
  }

  @Test
  void aGatePassWhereNothingWasStarted() {
    write("w1", token(1, 1), "create", 201, 10);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("TokensLiveOnce: ")
        .contains("not started");
  }

  @Test
  void anEarlierAttemptThatPassesTheGateAfterALaterOne() {
    start("w1", token(1, 1), "o1");
    start("w2", token(1, 2), "o1");
    pass("w2", token(1, 2), "patch", CHILD, "a");
    pass("w1", token(1, 1), "patch", CHILD, "b");

    assertThat(violations()).singleElement().asString().startsWith("OneAuthorised: ");
  }

  @Test
  void aLowerEpochThatGoesOnWithAnotherKey() {
    Token other = new Token(WHOLE, 1, new NamespacedName("shop", "other"), 2);
    start("w1", token(2, 1), "o2");
    start("w2", other, "o1");

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("OneOwner: ")
        .contains("went on at w2");
  }

  @Test
  void anEpochWithTwoOwners() {
    start("w1", token(1, 1), "o1");
    start("w2", token(1, 2), "o2");

    assertThat(violations()).containsExactly("OneOwner: memcached.1.0@1 is owned by o1 and by o2");
  }

  @Test
  void aLeaseThatGoesBack() {
    lease("u1", 5, "o1", 2);
    lease("u1", 6, "o2", 1);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("Epochs: ")
        .contains("went back");
  }

  @Test
  void aLeaseThatIsTakenWithoutAnotherEpoch() {
    lease("u1", 5, "o1", 2);
    lease("u1", 6, "o2", 2);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("Epochs: ")
        .contains("held by o1 and by o2");
  }

  @Test
  void aLeaseThatWasDeletedBeginsAnew() {
    lease("u1", 5, "o1", 2);
    lease("u2", 6, "o2", 1);
    lease("u2", 7, "o2", 3);

    assertThat(violations()).isEmpty();
  }

  @Test
  void aWriteThatNoGateLetOut() {
    start("w1", token(1, 1), "o1");
    pass("w1", token(1, 1), "patch", CHILD, "a");
    answer(call("b"), CHILD, "patch", 200, 10, "uid", "9", 0);

    assertThat(violations()).singleElement().asString().startsWith("WritesPassedTheGate: no gate");
  }

  @Test
  void aWriteToAnotherObjectThanTheGateLetOut() {
    start("w1", token(1, 1), "o1");
    pass("w1", token(1, 1), "patch", CHILD, "a");
    answer(call("a"), new Target(CHILD.resource(), "shop", "other"), "patch", 409, 0, "", "", 0);

    assertThat(violations()).singleElement().asString().startsWith("WritesPassedTheGate: no gate");
  }

  @Test
  void aWriteThatIsSentTwice() {
    start("w1", token(1, 1), "o1");
    write("w1", token(1, 1), "patch", 200, 10);
    writes.add(writes.getLast());

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("WritesPassedTheGate: ")
        .contains("twice");
  }

  @Test
  void aLateWriteOfALowerEpoch() {
    start("w1", token(1, 1), "o1");
    pass("w1", token(1, 1), "patch", CHILD, "late");
    start("w2", token(2, 1), "o2");
    write("w2", token(2, 1), "patch", 200, 20);
    answer(call("late"), CHILD, "patch", 200, 21, "uid", "20", 0);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("NothingOverwritten: ")
        .contains("committed after");
  }

  @Test
  void aCreationThatOverwrites() {
    start("w1", token(1, 1), "o1");
    write("w1", token(1, 1), "create", 200, 10);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("NothingOverwritten: a creation met");
  }

  @Test
  void anUpdateThatNamesNoVersion() {
    start("w1", token(1, 1), "o1");
    pass("w1", token(1, 1), "patch", CHILD, "a");
    answer(call("a"), CHILD, "patch", 200, 10, "uid", "", 0);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("NothingOverwritten: it does not say");
  }

  @Test
  void anUpdateThatHitsAnotherObjectOfTheName() {
    start("w1", token(1, 1), "o1");
    pass("w1", token(1, 1), "patch", CHILD, "a");
    answer(call("a"), CHILD, "patch", 200, 10, "before", "9", 0);

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("NothingOverwritten: it hit another");
  }

  @Test
  void aStatusThatGoesBack() {
    start("w1", token(1, 1), "o1");
    status("w1", token(1, 1), 10, 2);
    status("w1", token(1, 1), 11, 1);

    assertThat(violations()).singleElement().asString().startsWith("StatusForward: ");
  }

  private List<String> violations() {
    return Checker.violations(new Evidence(notes, writes, leases));
  }

  private static Token token(long epoch, long attempt) {
    return new Token(WHOLE, epoch, new NamespacedName("shop", "cache"), attempt);
  }

  private void start(String worker, Token token, String owner) {
    notes.add(new Note.Started(worker, token, ++nanos, owner));
  }

  private void end(String worker, Token token) {
    notes.add(new Note.Ended(worker, token, ++nanos, "Done"));
  }

  private void pass(String worker, Token token, String verb, Target target, String call) {
    notes.add(new Note.Passed(worker, token, ++nanos, verb, target, call(call)));
  }

  /** A gate pass and the answer to what it let out. */
  private void write(String worker, Token token, String verb, int code, long version) {
    String call = "c" + nanos;
    pass(worker, token, verb, CHILD, call);
    answer(call(call), CHILD, "patch", code, version, verb.equals("create") ? "" : "uid", "9", 0);
  }

  /** A gate pass and the status that another process writes for it, in the same trace. */
  private void status(String worker, Token token, long version, long observedGeneration) {
    String trace = "s" + nanos;
    pass(worker, token, "patch", STATUS, trace);
    String other = "00-" + trace + "-other-01";
    answer(other, STATUS, "patch", 200, version, "uid", "9", observedGeneration);
  }

  private void answer(
      String auditId,
      Target target,
      String verb,
      int code,
      long version,
      String askedUid,
      String askedVersion,
      long observedGeneration) {
    boolean done = code < 300;
    writes.add(
        new Write(
            auditId,
            "fairlead",
            verb,
            target,
            code,
            Instant.EPOCH,
            done ? "uid" : "",
            done ? version : 0,
            askedUid,
            askedVersion,
            observedGeneration));
  }

  private void lease(String uid, long version, String holder, long epoch) {
    leases.add(new LeaseVersion("memcached.1.0", uid, version, holder, epoch));
  }

  private static String call(String trace) {
    return "00-" + trace + "-span-01";
  }
}
