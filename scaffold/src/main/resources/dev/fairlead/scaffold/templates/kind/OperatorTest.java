package {{package}};

import dev.fairlead.testkit.FairleadTest;
import dev.fairlead.testkit.TestCluster;
{{ownedImports}}
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample on a sandbox API server, with all of Fairlead. */
@FairleadTest({{Kind}}Reconciler.class)
class {{Kind}}OperatorTest {

  @Test
  void theSampleBecomes{{ready}}(TestCluster cluster) {
    cluster.apply(Path.of("samples/{{controller}}.yaml"));

    cluster.awaitCondition({{Kind}}.class, "example", "{{ready}}", "True");
    {{awaitChildren}}
    cluster.awaitQuiet();
  }

  @Test
  void whatBelongsToItGoesWithIt(TestCluster cluster) {
    cluster.apply(Path.of("samples/{{controller}}.yaml"));
    cluster.awaitCondition({{Kind}}.class, "example", "{{ready}}", "True");

    cluster.delete({{Kind}}.class, "example");

    cluster.awaitGone({{Kind}}.class, "example");
    {{awaitGone}}
  }
}
