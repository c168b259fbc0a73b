// The mesh at a glance: what needs somebody first, then who is there and who owns what.

import * as api from '../api.js';
import { h } from '../dom.js';
import { count, moment, plural } from '../format.js';
import { mark } from '../marks.js';
import { controllerLink, objectsLink } from '../router.js';
import { empty, table } from '../table.js';
import { attention, concernsOf } from './concerns.js';

export const mesh = {
  everyMs: 10_000,
  title: (_, data) => data && `Mesh ${data.mesh.name}`,
  concerns: ({ type }) => ['process', 'partition', 'controller'].includes(type),

  async load(_, signal) {
    const [overview, controllers] = await Promise.all([
      api.mesh({ signal }),
      api.controllers({ signal }).catch((failure) => {
        // Without a watcher the processes are still worth seeing: that is where one looks when things are broken.
        if (failure.status === 503) return undefined;
        throw failure;
      }),
    ]);
    return { mesh: overview, controllers };
  },

  render({ mesh: overview, controllers }) {
    return [
      h('div', { class: 'head' }, h('h1', {}, 'Mesh ', h('span', { class: 'name' }, overview.name))),
      verdict(overview, controllers),
      controllers && totals(overview, controllers),
      processes(overview),
      partitions(overview, controllers ?? []),
    ];
  },
};

function verdict(overview, controllers) {
  const concerns = concernsOf(overview, controllers);
  return concerns.length > 0
    ? attention(concerns)
    : h(
        'p',
        { class: 'verdict ok', role: 'status', 'data-key': 'well' },
        mark('ok', 'All is well', 'ok'),
        h('span', {}, 'Every partition has an owner, and no controller reports a problem.'),
      );
}

function totals(overview, controllers) {
  const sum = (name) => controllers.reduce((total, each) => total + each[name], 0);
  const owned = (overview.partitions ?? []).filter(({ owner }) => owner).length;
  const facts = [
    ['Processes', count(overview.processes.length)],
    ['Partitions owned', `${count(owned)} of ${count((overview.partitions ?? []).length)}`],
    ['Objects', count(sum('objects')), objectsLink()],
    ['Not ready', count(sum('notReady')), objectsLink(undefined, { ready: 'false' }), sum('notReady') > 0],
    ['In the queue', count(sum('due') + sum('delayed') + sum('held'))],
    ['Running', `${count(sum('running'))} of ${count(sum('credit'))} credits`],
  ];
  return h(
    'dl',
    { class: 'totals' },
    facts.map(([name, value, link, bad]) => h('div', { class: bad ? 'bad' : '' }, h('dt', {}, name), h('dd', {}, link ? h('a', { href: link }, value) : value))),
  );
}

function processes(overview) {
  const owned = new Map();
  for (const { owner } of overview.partitions ?? []) owned.set(owner, (owned.get(owner) ?? 0) + 1);
  return h(
    'section',
    {},
    h('h2', {}, 'Processes ', h('span', { class: 'count' }, count(overview.processes.length))),
    overview.processes.length === 0
      ? empty('No process is heard of.', 'They say that they are there every second. If this stays so, look at the log of the gateway.')
      : table({
          label: 'Processes',
          key: ({ incarnation }) => incarnation,
          rows: overview.processes.toSorted((a, b) => a.incarnation.localeCompare(b.incarnation)),
          columns: [
            { title: 'Incarnation', kind: 'main', cell: ({ incarnation }) => h('code', {}, incarnation) },
            { title: 'Roles', cell: ({ roles }) => h('span', { class: 'roles' }, roles.map((role) => h('span', { class: 'role' }, role))) },
            { title: 'Owns', kind: 'number', cell: ({ incarnation, roles }) => (roles.includes('watcher') ? plural(owned.get(incarnation) ?? 0, 'partition') : '–') },
            { title: 'Host', cell: ({ host, zone }) => [host ?? '–', zone && h('span', { class: 'muted' }, ` in ${zone}`)] },
            { title: 'Load', kind: 'number', cell: ({ load }) => bar(load, `${Math.round(load * 100)} %`) },
            { title: 'Version', cell: ({ version }) => version ?? '–' },
            { title: 'Up since', cell: ({ since }) => moment(since) },
          ],
        }),
  );
}

function partitions(overview, controllers) {
  if (!overview.partitions) {
    return h('section', {}, h('h2', {}, 'Partitions'), empty('No watcher answers.', 'Who owns what is not known. Start one: ', h('code', {}, './fairlead run watcher')));
  }
  const credit = new Map(controllers.map((each) => [each.name, each]));
  return h(
    'section',
    {},
    h('h2', {}, 'Partitions ', h('span', { class: 'count' }, count(overview.partitions.length))),
    overview.partitions.length === 0
      ? empty('Nothing is owned.', 'No reconciler has announced a controller. Start one: ', h('code', {}, './fairlead run reconciler'))
      : table({
          label: 'Partitions',
          key: ({ controller, layout, partition }) => `${controller}/${layout}/${partition}`,
          rows: overview.partitions,
          columns: [
            { title: 'Partition', kind: 'main', cell: (row) => [h('a', { href: controllerLink(row.controller), class: 'row-link' }, row.controller), h('span', { class: 'muted' }, ` ${row.partition}`)] },
            { title: 'Owner', cell: ({ owner }) => (owner ? h('code', {}, owner) : mark('bad', 'Nobody', 'bad')) },
            { title: 'Epoch', kind: 'number', cell: ({ epoch, layout }) => h('span', { title: `layout ${layout}` }, count(epoch)) },
            { title: 'Owned since', cell: ({ since, owner }) => (owner ? moment(since) : '–') },
            { title: 'Caches', cell: ({ synced }) => (synced ? mark('ok', 'Synced', 'ok') : mark('delayed', 'Filling', 'warn')) },
            { title: 'Roster', kind: 'number', cell: ({ roster }) => h('span', { title: roster.join('\n') }, plural(roster.length, 'worker')) },
            { title: 'Credits', kind: 'number', cell: (row) => credits(credit.get(row.controller)) },
          ],
        }),
  );
}

/** Credits are those of the controller: all its partitions share the workers. */
function credits(controller) {
  if (!controller) return '–';
  const { running, credit } = controller;
  return bar(credit > 0 ? running / credit : 0, `${count(running)} of ${count(credit)}`);
}

function bar(share, words) {
  return h('span', { class: 'bar-cell' }, h('progress', { max: 100, value: Math.round(Math.min(1, share) * 100), 'aria-hidden': 'true' }), h('span', {}, words));
}
