package dev.fairlead.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.protocol.ownership.Layout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written into a book stands there, on a real API server. */
@RealControlPlane
class LayoutBooksIT {

  private static final List<Layout> CUT = List.of(Layout.cut(4));

  private Cluster.Connected cluster;
  private LayoutBooks books;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    cluster = Cluster.connect(plane);
    String namespace = Cluster.namespace(cluster.connection());
    books = new LayoutBooks(cluster.connection().writer(), namespace, "fairlead");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  @Test
  void layoutsAndAPauseAreKeptAndTheConfigurationDecidesWhereNobodySaid() throws Exception {
    assertThat(books.read("cache")).isInstanceOf(BookAnswer.Absent.class);
    assertThat(books.create("cache", CUT, Optional.empty())).isInstanceOf(BookAnswer.Stored.class);
    BookAnswer.Found created = found();
    assertThat(created.layouts()).isEqualTo(CUT);
    assertThat(created.paused()).isEmpty();

    write(created, Optional.of(true));
    BookAnswer.Found paused = found();
    assertThat(paused.paused()).contains(true);

    write(paused, Optional.empty());
    assertThat(found().paused()).isEmpty();
    assertThat(found().layouts()).isEqualTo(CUT);
  }

  @Test
  void whoIsLateConflicts() throws Exception {
    books.create("cache", CUT, Optional.empty());
    BookAnswer.Found read = found();
    write(read, Optional.of(false));

    assertThat(books.update("cache", read.uid(), read.version(), CUT, Optional.of(true)))
        .isInstanceOf(BookAnswer.Conflicted.class);
    assertThat(books.create("cache", CUT, Optional.empty()))
        .isInstanceOf(BookAnswer.Conflicted.class);
  }

  private void write(BookAnswer.Found read, Optional<Boolean> paused) throws Exception {
    assertThat(books.update("cache", read.uid(), read.version(), read.layouts(), paused))
        .isInstanceOf(BookAnswer.Stored.class);
  }

  private BookAnswer.Found found() throws Exception {
    return assertThat(books.read("cache")).asInstanceOf(type(BookAnswer.Found.class)).actual();
  }
}
