// What of all that is going on needs somebody, the worst first.

import { plural } from '../format.js';
import { controllerLink, objectsLink } from '../router.js';

const OLDEST_DUE_SECONDS = 60;

/** `{where, text, link}` of each concern; controllers are undefined where no watcher answers. */
export function concernsOf(mesh, controllers) {
  if (!controllers || !mesh.partitions) {
    return [{ where: 'Watchers', text: 'No watcher answers: nothing is watched, and nobody can tell where objects stand.' }];
  }
  const unowned = mesh.partitions
    .filter(({ owner }) => !owner)
    .map(({ controller, partition }) => ({ where: `${controller} ${partition}`, text: 'has no owner at this moment', link: controllerLink(controller) }));
  return [...unowned, ...controllers.flatMap(ofController)];
}

/** The concerns of one controller. */
export function ofController(controller) {
  const { name, problems, workers, paused, errorsPerSecond, oldestDueSeconds, notReady, objects } = controller;
  const link = controllerLink(name);
  const concerns = problems.map((text) => ({ where: name, text, link }));
  if (workers === 0) concerns.push({ where: name, text: 'has no worker: no process runs it', link });
  if (paused) concerns.push({ where: name, text: 'is paused', link });
  if (errorsPerSecond > 0) concerns.push({ where: name, text: 'has attempts that fail', link });
  if (!paused && oldestDueSeconds > OLDEST_DUE_SECONDS) concerns.push({ where: name, text: `has an object that has been due for ${Math.round(oldestDueSeconds)} s`, link });
  if (notReady > 0) concerns.push({ where: name, text: `has ${plural(notReady, 'object')} of ${objects} that ${notReady === 1 ? 'is' : 'are'} not ready`, link: objectsLink(name, { ready: 'false' }) });
  return concerns;
}
