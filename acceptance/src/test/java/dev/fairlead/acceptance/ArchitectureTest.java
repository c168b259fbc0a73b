package dev.fairlead.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, as docs/ARCHITECTURE.md draws it. */
class ArchitectureTest {

  private static final JavaClasses FAIRLEAD =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fairlead");

  @Test
  void dependenciesGoOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.fairlead..")
        .layer("protocol")
        .definedBy("dev.fairlead.protocol..")
        .layer("kube")
        .definedBy("dev.fairlead.kube..")
        .layer("mesh")
        .definedBy("dev.fairlead.mesh..")
        .layer("sdk")
        .definedBy("dev.fairlead.sdk..")
        .layer("generator")
        .definedBy("dev.fairlead.generator..")
        .layer("watcher")
        .definedBy("dev.fairlead.watcher..")
        .layer("informers")
        .definedBy("dev.fairlead.informers..")
        .layer("reconciler")
        .definedBy("dev.fairlead.reconciler..")
        .layer("status")
        .definedBy("dev.fairlead.status..")
        .layer("gateway")
        .definedBy("dev.fairlead.gateway..")
        .layer("webhook")
        .definedBy("dev.fairlead.webhook..")
        .layer("sandbox")
        .definedBy("dev.fairlead.sandbox..")
        .layer("testkit")
        .definedBy("dev.fairlead.testkit..")
        .layer("launcher")
        .definedBy("dev.fairlead.launcher..")
        .layer("scaffold")
        .definedBy("dev.fairlead.scaffold..")
        .layer("operators")
        .definedBy("dev.fairlead.operators..")
        .layer("distribution")
        .definedBy("dev.fairlead.distribution..")
        .whereLayer("protocol")
        .mayNotAccessAnyLayer()
        .whereLayer("kube")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("mesh")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("sdk")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("generator")
        .mayOnlyAccessLayers("protocol", "sdk")
        .whereLayer("watcher")
        .mayOnlyAccessLayers("protocol", "kube", "mesh", "sdk")
        .whereLayer("informers")
        .mayOnlyAccessLayers("protocol", "kube", "mesh", "watcher")
        .whereLayer("reconciler")
        .mayOnlyAccessLayers("protocol", "kube", "mesh", "sdk")
        .whereLayer("status")
        .mayOnlyAccessLayers("protocol", "kube", "mesh", "sdk")
        .whereLayer("gateway")
        .mayOnlyAccessLayers("protocol", "mesh")
        .whereLayer("webhook")
        .mayOnlyAccessLayers("protocol", "mesh", "sdk")
        .whereLayer("sandbox")
        .mayNotAccessAnyLayer()
        .whereLayer("sandbox")
        .mayOnlyBeAccessedByLayers("launcher", "testkit")
        .whereLayer("testkit")
        .mayOnlyAccessLayers(
            "protocol", "kube", "mesh", "sdk", "reconciler", "status", "launcher", "sandbox")
        .whereLayer("scaffold")
        .mayOnlyAccessLayers("launcher")
        .whereLayer("operators")
        .mayOnlyAccessLayers("sdk", "launcher", "protocol")
        .whereLayer("launcher")
        .mayOnlyBeAccessedByLayers("operators", "distribution", "testkit", "scaffold")
        .check(FAIRLEAD);
  }

  @Test
  void noPackageCycles() {
    slices().matching("dev.fairlead.(**)").should().beFreeOfCycles().check(FAIRLEAD);
  }

  @Test
  void theProtocolCoreIsPure() {
    classes()
        .that()
        .resideInAPackage("dev.fairlead.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.fairlead.protocol..",
            "java.lang..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.util.random",
            "java.time..",
            "java.math",
            "java.text",
            "java.nio.charset",
            "org.jspecify.annotations")
        .check(FAIRLEAD);
    noClasses()
        .that()
        .resideInAPackage("dev.fairlead.protocol..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(FAIRLEAD);
  }

  @Test
  void vertxCarriesOnlyBytesInTheKubernetesAdapterAndKubernetesStaysOutOfTheGateway() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.fairlead.kube..", "dev.fairlead.sdk..")
        .and()
        .resideOutsideOfPackage("dev.fairlead.kube.transport")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(FAIRLEAD);
    noClasses()
        .that()
        .resideInAnyPackage("dev.fairlead.mesh..", "dev.fairlead.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(FAIRLEAD);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .that()
        .resideInAPackage("dev.fairlead..")
        .and()
        // A field manager is a word of Kubernetes.
        .doNotHaveSimpleName("ConflictWithManager")
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(FAIRLEAD);
  }
}
