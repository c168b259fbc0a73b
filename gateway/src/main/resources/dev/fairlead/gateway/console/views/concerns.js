// What of all that is going on needs somebody, the worst first.

import { h } from '../dom.js';
import { plural } from '../format.js';
import { mark } from '../marks.js';
import { controllerLink, objectsLink } from '../router.js';

const OLDEST_DUE_SECONDS = 60;
const SHOWN_MAX = 20;

/** `{where, text, link, tone}` of each concern; controllers are undefined where no watcher answers. */
export function concernsOf(mesh, controllers) {
  if (!controllers || !mesh.partitions) {
    return [{ where: 'No watcher', text: 'answers: nothing is watched, and nobody can tell where objects stand', tone: 'bad' }];
  }
  const unowned = mesh.partitions
    .filter(({ owner }) => !owner)
    .map(({ controller, partition }) => ({ where: `${controller} ${partition}`, text: 'has no owner at this moment', link: controllerLink(controller), tone: 'bad' }));
  const all = [...unowned, ...controllers.flatMap(ofController)];
  return [...all.filter(({ tone }) => tone === 'bad'), ...all.filter(({ tone }) => tone !== 'bad')];
}

/** The concerns of one controller. */
export function ofController({ name, problems, workers, paused, errorsPerSecond, oldestDueSeconds, notReady, objects }) {
  const link = controllerLink(name);
  const concerns = problems.map((text) => ({ text: `says: ${text}`, tone: 'bad' }));
  if (workers === 0) concerns.push({ text: 'has no worker: no process runs it', tone: 'bad' });
  if (errorsPerSecond > 0) concerns.push({ text: 'has attempts that fail', tone: 'bad' });
  if (notReady > 0) {
    concerns.push({ text: `has ${plural(notReady, 'object')} of ${objects} that ${notReady === 1 ? 'is' : 'are'} not ready`, link: objectsLink(name, { ready: 'false' }), tone: 'bad' });
  }
  if (paused) concerns.push({ text: 'is paused: no attempt begins until it is resumed', tone: 'warn' });
  if (!paused && oldestDueSeconds > OLDEST_DUE_SECONDS) {
    concerns.push({ text: `has an object that has been due for ${Math.round(oldestDueSeconds)} s`, link: objectsLink(name, { phase: 'due' }), tone: 'warn' });
  }
  return concerns.map((concern) => ({ where: name, link, ...concern }));
}

/** Concerns as a box that cannot be overlooked. */
export function attention(concerns) {
  const tone = concerns[0].tone;
  return h(
    'section',
    { class: `verdict ${tone}`, 'aria-label': 'Needs attention', 'data-key': 'attention' },
    h('h2', {}, mark(tone === 'bad' ? 'bad' : 'due', concerns.length === 1 ? 'One thing needs attention' : `${concerns.length} things need attention`, tone)),
    h('ul', {}, concerns.slice(0, SHOWN_MAX).map(({ where, text, link }) => h('li', {}, link ? h('a', { href: link, class: 'row-link' }, where) : h('strong', {}, where), ' ', text))),
    concerns.length > SHOWN_MAX && h('p', { class: 'note' }, `The first ${SHOWN_MAX} are shown.`),
  );
}
