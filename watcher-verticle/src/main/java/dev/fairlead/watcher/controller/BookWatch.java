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
 * Reads the book of a controller every few seconds, and writes into it what the {@link LayoutBook}
 * makes of its layouts, and that somebody pauses or resumes the controller. One call at a time, on
 * virtual threads. Lives on the loop.
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
  private boolean configured;
  private Optional<String> problem = Optional.empty();
  private Optional<Boolean> paused = Optional.empty();

  /** What was commanded here and may not stand in the book yet. */
  private Optional<Boolean> wish = Optional.empty();

  private boolean calling;
  private boolean lookAgain;
  private boolean closed;

  BookWatch(
      String controller,
      LayoutBook book,
      boolean configured,
      LayoutBooks books,
      EventLoop loop,
      Runnable changed) {
    this.configured = configured;
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
  public Optional<Boolean> paused() {
    return paused;
  }

  /** A command to do what is configured takes back those before it. */
  @Override
  public void pause(boolean wanted) {
    wish = Optional.of(wanted);
    paused = note(wanted);
    changed.run();
    look();
  }

  @Override
  public void configured(boolean pausedNow) {
    configured = pausedNow;
  }

  private Optional<Boolean> note(boolean wanted) {
    return wanted == configured ? Optional.empty() : Optional.of(wanted);
  }

  @Override
  public void close() {
    closed = true;
    alarm.off();
  }

  private void read(BookAnswer answer) {
    switch (answer) {
      case BookAnswer.Found(String uid, ResourceVersion version, var layouts, var noted) ->
          follow(
              Optional.of(layouts),
              noted,
              right -> () -> books.update(controller, uid, version, right, paused));
      case BookAnswer.Absent() ->
          follow(
              Optional.empty(),
              Optional.empty(),
              right -> () -> books.create(controller, right, paused));
      case BookAnswer.Failed(String cause) -> failed(cause);
      case BookAnswer.Stored _, BookAnswer.Conflicted _ ->
          throw new IllegalStateException("a read wrote");
    }
  }

  private void follow(
      Optional<List<Layout>> found,
      Optional<Boolean> noted,
      Function<List<Layout>, BookCall> write) {
    problem = Optional.empty();
    alarm.setIn(EVERY_MILLIS);
    paused = wish.map(this::note).orElse(noted);
    Optional<List<Layout>> right = book.read(found);
    Optional<Boolean> wished = wish;
    if (right.isPresent()) {
      List<Layout> layouts = right.get();
      call(
          write.apply(layouts),
          answer -> {
            if (written(answer)) {
              LOG.info("{}: {} from now on", controller, layouts.getLast());
              book.stored(layouts);
              fulfilled(wished);
            }
          });
    } else if (!paused.equals(noted)) {
      call(
          write.apply(found.orElse(List.of(Layout.WHOLE))),
          answer -> {
            if (written(answer)) {
              fulfilled(wished);
            }
          });
    } else {
      wish = Optional.empty();
    }
    changed.run();
  }

  private void fulfilled(Optional<Boolean> wished) {
    if (wish.equals(wished)) {
      wish = Optional.empty();
    }
    changed.run();
  }

  private boolean written(BookAnswer answer) {
    switch (answer) {
      case BookAnswer.Stored() -> {
        return true;
      }
      case BookAnswer.Conflicted() -> lookAgain = true;
      case BookAnswer.Failed(String cause) -> failed(cause);
      case BookAnswer.Found _, BookAnswer.Absent _ ->
          throw new IllegalStateException("a write read");
    }
    return false;
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
