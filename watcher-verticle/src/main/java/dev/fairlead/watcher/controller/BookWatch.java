package dev.fairlead.watcher.controller;

import dev.fairlead.kube.lease.BookAnswer;
import dev.fairlead.kube.lease.LayoutBooks;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Layout;
import dev.fairlead.protocol.ownership.LayoutBook;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the book of a controller's layouts every few seconds, and writes into it what the {@link
 * LayoutBook} makes of that. One call at a time, on virtual threads. Lives on the loop.
 */
final class BookWatch implements LayoutSource {

  private static final Logger LOG = LoggerFactory.getLogger(BookWatch.class);
  private static final long EVERY_MILLIS = 5_000;
  private static final long AFTER_A_FAILURE_MILLIS = 1_000;

  private interface BookCall {
    BookAnswer make() throws InterruptedException;
  }

  private final String controller;
  private final LayoutBook book;
  private final LayoutBooks books;
  private final EventLoop loop;
  private final Runnable changed;
  private final Alarm alarm;
  private Optional<String> problem = Optional.empty();
  private boolean calling;
  private boolean lookAgain;
  private boolean closed;

  BookWatch(
      String controller, LayoutBook book, LayoutBooks books, EventLoop loop, Runnable changed) {
    this.controller = controller;
    this.book = book;
    this.books = books;
    this.loop = loop;
    this.changed = changed;
    this.alarm = loop.alarm(this::look);
  }

  @Override
  public void start() {
    look();
  }

  @Override
  public void look() {
    if (calling) {
      lookAgain = true;
    } else {
      lookAgain = false;
      call(() -> books.read(controller), this::read);
    }
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    closed = true;
    alarm.off();
  }

  private void read(BookAnswer answer) {
    switch (answer) {
      case BookAnswer.Found(String uid, ResourceVersion version, List<Layout> layouts) ->
          follow(
              Optional.of(layouts), right -> () -> books.update(controller, uid, version, right));
      case BookAnswer.Absent() ->
          follow(Optional.empty(), right -> () -> books.create(controller, right));
      case BookAnswer.Failed(String cause) -> failed(cause);
      case BookAnswer.Stored _, BookAnswer.Conflicted _ ->
          throw new IllegalStateException("a read wrote");
    }
  }

  private void follow(Optional<List<Layout>> found, Function<List<Layout>, BookCall> write) {
    problem = Optional.empty();
    alarm.setIn(EVERY_MILLIS);
    book.read(found).ifPresent(right -> call(write.apply(right), answer -> written(right, answer)));
    changed.run();
  }

  private void written(List<Layout> right, BookAnswer answer) {
    switch (answer) {
      case BookAnswer.Stored() -> {
        LOG.info("{}: {} from now on", controller, right.getLast());
        book.stored(right);
        changed.run();
      }
      case BookAnswer.Conflicted() -> lookAgain = true;
      case BookAnswer.Failed(String cause) -> failed(cause);
      case BookAnswer.Found _, BookAnswer.Absent _ ->
          throw new IllegalStateException("a write read");
    }
  }

  /** A failure is logged when it comes, not at every try. */
  private void failed(String cause) {
    if (problem.isEmpty()) {
      LOG.warn("{}", cause);
    }
    problem = Optional.of(cause);
    alarm.setIn(AFTER_A_FAILURE_MILLIS);
    changed.run();
  }

  private void call(BookCall call, Consumer<BookAnswer> then) {
    calling = true;
    loop.virtual(
        "layouts of " + controller,
        () -> {
          try {
            BookAnswer answer = call.make();
            loop.execute(() -> answered(answer, then));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException broken) {
            // Without an answer nobody would ever look again.
            BookAnswer failed = new BookAnswer.Failed("layouts of " + controller + ": " + broken);
            loop.execute(() -> answered(failed, then));
          }
        });
  }

  private void answered(BookAnswer answer, Consumer<BookAnswer> then) {
    calling = false;
    if (!closed) {
      then.accept(answer);
      if (lookAgain && !calling) {
        look();
      }
    }
  }
}
