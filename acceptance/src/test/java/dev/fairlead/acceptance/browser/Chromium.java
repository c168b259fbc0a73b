package dev.fairlead.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A Chromium without a window, to be used by one thread. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The program: {@code FAIRLEAD_CHROMIUM}, or the first on the path; empty if there is none. */
  public static Optional<Path> program() {
    String named = System.getenv().getOrDefault("FAIRLEAD_CHROMIUM", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name ->
            Stream.of(path.split(File.pathSeparator)).map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one. */
  public static Chromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program().orElseThrow())
                    .setHeadless(true)
                    // Its sandbox cannot be had by root in a container; it sees no page but ours.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    return new Chromium(playwright, browser);
  }

  /** A tab at an origin, in a profile of its own. */
  public Tab open(String origin, UnaryOperator<Browser.NewContextOptions> options) {
    return new Tab(
        origin,
        browser.newContext(
            options.apply(
                new Browser.NewContextOptions().setViewportSize(1280, 860).setTimezoneId("UTC"))));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
