package dev.fairlead.examples.springboot;

import dev.fairlead.launcher.Fairlead;
import dev.fairlead.sdk.Reconciler;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The program: Spring makes the beans, Fairlead runs those that are reconcilers. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GreetingApplication {

  /** Runs the command; {@code --help} lists them. */
  public static void main(String[] args) {
    // The arguments are Fairlead's, and not Spring's.
    Fairlead.run(args, reconcilers(SpringApplication.run(GreetingApplication.class)));
  }

  static Reconciler<?>[] reconcilers(ListableBeanFactory beans) {
    return beans.getBeansOfType(Reconciler.class).values().toArray(Reconciler<?>[]::new);
  }
}
