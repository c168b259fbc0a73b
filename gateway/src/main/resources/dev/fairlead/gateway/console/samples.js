// What the plots draw: numbers of each controller over the last minutes, kept while the page is open and no longer. Depth, rate and
// errors are sampled; how long attempts took is heard. All is bounded.

const WINDOW_MS = 300_000;
const SAMPLES_MAX = 300;
const DURATIONS_MAX = 400;
const CONTROLLERS_MAX = 500;

const byController = new Map();

/** The last five minutes. */
export const windowMs = WINDOW_MS;

/** Notes what the gateway says of all controllers now. */
export function sampled(controllers, now = Date.now()) {
  for (const each of controllers.slice(0, CONTROLLERS_MAX)) {
    const kept = of(each.name);
    kept.samples.push({
      at: now,
      depth: each.due + each.delayed + each.running + each.held,
      rate: each.ratePerSecond,
      errors: each.errorsPerSecond,
    });
    trim(kept.samples, SAMPLES_MAX, now);
  }
}

/** Notes an attempt that has ended. */
export function ended(controller, durationMillis, now = Date.now()) {
  if (!byController.has(controller) && byController.size >= CONTROLLERS_MAX) return;
  const { durations } = of(controller);
  durations.push({ at: now, value: durationMillis });
  trim(durations, DURATIONS_MAX, now);
}

/** The points of a plot: `depth`, `rate` or `errors`. */
export function series(controller, name) {
  return of(controller).samples.map((sample) => ({ at: sample.at, value: sample[name] }));
}

/** How long attempts took, one point for each. */
export function durations(controller) {
  return of(controller).durations;
}

function of(controller) {
  let kept = byController.get(controller);
  if (!kept) byController.set(controller, (kept = { samples: [], durations: [] }));
  return kept;
}

function trim(points, max, now) {
  while (points.length > max || (points.length > 0 && points[0].at < now - WINDOW_MS)) points.shift();
}
