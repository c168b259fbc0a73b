// One controller: its state, its last minutes, its partitions, and the way to its objects.

import * as api from '../api.js';
import { pause, resume } from '../commands.js';
import { h } from '../dom.js';
import { count, duration, moment } from '../format.js';
import { mark } from '../marks.js';
import { objectsLink } from '../router.js';
import { empty, table } from '../table.js';
import { attention, ofController } from './concerns.js';
import { numbers, plots, state } from './controllers.js';

const PAUSE = '/api/v1/controllers/{controller}/pause';

export const controller = {
  everyMs: 10_000,
  title: (route) => route.controller,
  concerns: ({ type, name, controller: of }, route) => (type === 'controller' && name === route.controller) || (type === 'partition' && of === route.controller),

  async load(route, signal) {
    const [it, overview, canPause] = await Promise.all([api.controller(route.controller, { signal }), api.mesh({ signal }), api.serves(PAUSE)]);
    return { it, canPause, partitions: (overview.partitions ?? []).filter((each) => each.controller === route.controller) };
  },

  render({ it, canPause, partitions }, _, { refresh, live }) {
    const concerns = ofController(it);
    return [
      h(
        'div',
        { class: 'head' },
        h('h1', {}, h('span', { class: 'name' }, it.name), ' ', h('span', { class: 'muted' }, it.kind, ' ', h('span', { class: 'small' }, it.apiVersion))),
        state(it),
        h('span', { class: 'actions' }, canPause && command(it, refresh), h('a', { class: 'button', href: objectsLink(it.name) }, `Objects (${count(it.objects)})`)),
      ),
      concerns.length > 0 && attention(concerns),
      numbers(it),
      h('section', { class: 'card' }, h('h2', {}, 'The last five minutes'), plots(it, live)),
      h('div', { class: 'columns' }, owners(partitions), declared(it)),
    ];
  },
};

function command(it, refresh) {
  return it.paused
    ? h('button', { type: 'button', class: 'primary', 'data-command': 'resume', on: { click: () => resume(it.name, refresh) } }, 'Resume')
    : h('button', { type: 'button', 'data-command': 'pause', on: { click: () => pause(it.name, refresh) } }, 'Pause');
}

function owners(partitions) {
  return h(
    'section',
    {},
    h('h2', {}, 'Partitions ', h('span', { class: 'count' }, count(partitions.length))),
    partitions.length === 0
      ? empty('No watcher owns it at this moment.', 'Whoever takes over looks at every object again.')
      : table({
          label: 'Partitions',
          key: ({ layout, partition }) => `${layout}/${partition}`,
          rows: partitions,
          columns: [
            { title: 'No.', kind: 'main', cell: ({ partition }) => count(partition) },
            { title: 'Owner', cell: ({ owner }) => (owner ? h('code', {}, owner) : mark('bad', 'Nobody', 'bad')) },
            { title: 'Epoch', kind: 'number', cell: ({ epoch }) => count(epoch) },
            { title: 'Since', cell: ({ since }) => moment(since) },
            { title: 'Roster', cell: ({ roster }) => roster.map((worker) => h('code', { class: 'block' }, worker)) },
            { title: 'Caches', cell: ({ synced }) => (synced ? mark('ok', 'Synced', 'ok') : mark('delayed', 'Filling', 'warn')) },
          ],
        }),
  );
}

function declared(it) {
  const facts = [
    ['Reconciles', `${it.apiVersion} ${it.kind}`],
    ['Owns', it.owns.join(', ') || 'nothing'],
    ['Reads', it.reads.join(', ') || 'nothing else'],
    ['Longest due', it.oldestDueSeconds > 0 ? duration(it.oldestDueSeconds * 1_000) : 'nothing is due'],
  ];
  return h('section', {}, h('h2', {}, 'Declared'), h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}
