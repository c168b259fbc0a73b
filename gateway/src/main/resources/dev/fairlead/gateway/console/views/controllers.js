// All controllers, each with what it has to do and how it went in the last minutes.

import * as api from '../api.js';
import { h } from '../dom.js';
import { count, duration, plural, rate } from '../format.js';
import { mark } from '../marks.js';
import { plot } from '../plot.js';
import { controllerLink, objectsLink } from '../router.js';
import * as samples from '../samples.js';
import { ROWS_MAX, empty } from '../table.js';
import { ofController } from './concerns.js';

export const controllers = {
  everyMs: 10_000,
  title: () => 'Controllers',
  concerns: ({ type }) => type === 'controller',
  load: (_, signal) => api.controllers({ signal }),

  render(list, _, { live }) {
    return [
      h('div', { class: 'head' }, h('h1', {}, 'Controllers ', h('span', { class: 'count' }, count(list.length)))),
      list.length === 0
        ? empty('No controller has been announced.', 'Reconcilers announce theirs when they join. Start one: ', h('code', {}, './fairlead run reconciler'))
        : h('div', { class: 'controllers' }, list.slice(0, ROWS_MAX).map((each) => card(each, live))),
    ];
  },
};

function card(controller, live) {
  return h(
    'article',
    { class: 'card', 'data-key': controller.name, 'aria-label': controller.name },
    h(
      'div',
      { class: 'card-head' },
      h('h2', {}, h('a', { href: controllerLink(controller.name), class: 'row-link' }, controller.name)),
      h('span', { class: 'muted' }, controller.kind, ' ', h('span', { class: 'small' }, controller.apiVersion)),
      state(controller),
    ),
    controller.problems.map((problem) => h('p', { class: 'problem' }, problem)),
    numbers(controller),
    plots(controller, live),
  );
}

/** One word for a controller. */
export function state(controller) {
  if (controller.problems.length > 0) return mark('bad', 'Blocked', 'bad');
  if (controller.paused) return mark('paused', 'Paused', 'warn');
  if (controller.workers === 0) return mark('bad', 'No worker', 'bad');
  if (controller.errorsPerSecond > 0) return mark('bad', 'Failing', 'bad');
  return ofController(controller).length > 0 ? mark('due', 'Working', 'warn') : mark('ok', 'Well', 'ok');
}

/** What it has to do. */
export function numbers(controller) {
  const link = (query) => objectsLink(controller.name, query);
  const facts = [
    ['Objects', controller.objects, link({})],
    ['Ready', controller.ready, link({ ready: 'true' })],
    ['Not ready', controller.notReady, link({ ready: 'false' }), controller.notReady > 0],
    ['Due', controller.due, link({ phase: 'due' })],
    ['Delayed', controller.delayed, link({ phase: 'delayed' })],
    ['Held', controller.held, link({ phase: 'held' })],
    ['Running', controller.running, link({ phase: 'running' })],
  ];
  return h(
    'dl',
    { class: 'numbers' },
    facts.map(([name, value, href, bad]) => h('div', { class: bad ? 'bad' : value === 0 ? 'zero' : '' }, h('dt', {}, name), h('dd', {}, h('a', { href }, count(value))))),
    h('div', {}, h('dt', {}, 'Credits'), h('dd', {}, `${count(controller.credit)} `, h('span', { class: 'muted small' }, `from ${plural(controller.workers, 'worker')}`))),
  );
}

/** Its last minutes. */
export function plots({ name }, live) {
  const now = Date.now();
  return h(
    'div',
    { class: 'plots', role: 'group', 'aria-label': `${name}: the last five minutes` },
    plot({ title: 'Depth', points: samples.series(name, 'depth'), show: count, now }),
    plot({ title: 'Rate', points: samples.series(name, 'rate'), show: rate, now }),
    plot({ title: 'Latency', points: samples.durations(name), show: duration, style: 'dots', now, none: live ? 'no attempt yet' : 'needs the live stream' }),
    plot({ title: 'Errors', points: samples.series(name, 'errors'), show: rate, tone: 'bad', now }),
  );
}
