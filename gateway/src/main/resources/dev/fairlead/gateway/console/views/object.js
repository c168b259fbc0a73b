// One object: why it is as it is, what happened to it, and what belongs to it.

import * as api from '../api.js';
import { reconcile } from '../commands.js';
import { h, safeUrl } from '../dom.js';
import { count, duration, moment, reasonWords } from '../format.js';
import { icon, mark, phase, readiness } from '../marks.js';
import { controllerLink, objectLink } from '../router.js';
import { table } from '../table.js';
import { timeline } from './timeline.js';

export const object = {
  everyMs: 10_000,
  title: (route) => fullName(idOf(route)),
  concerns: ({ controller, namespace, name, item }, route) => {
    const id = idOf(route);
    return item && controller === id.controller && name === id.name && (namespace ?? '') === id.namespace;
  },

  async load(route, signal) {
    const id = idOf(route);
    const gone = (failure) => {
      if (failure.status === 404) return undefined;
      throw failure;
    };
    const [it, explanation, history, controllers] = await Promise.all([
      api.object(id, { signal }).catch(gone),
      api.explain(id, { signal }).catch(gone),
      // Without a status replica the rest is still worth seeing; a history outlives its object.
      api.history(id, { signal }).catch((failure) => (failure.status === 503 ? undefined : Promise.reject(failure))),
      api.controllers({ signal }).catch(() => []),
    ]);
    return { it, explanation, history, controllers };
  },

  render({ it, explanation, history, controllers }, route, { refresh }) {
    const id = idOf(route);
    return [
      h('p', { class: 'crumbs' }, h('a', { href: controllerLink(id.controller) }, id.controller), h('span', { 'aria-hidden': 'true' }, ' / ')),
      h(
        'div',
        { class: 'head' },
        h('h1', {}, id.namespace && h('span', { class: 'muted' }, `${id.namespace}/`), h('span', { class: 'name' }, id.name)),
        it && readiness(it.ready),
        it && phase(it.phase),
        h('span', { class: 'actions' }, it && trace(it.traceUrl, 'Trace'), it && h('button', { type: 'button', class: 'primary', 'data-command': 'reconcile', title: 'Reconcile now (r)', on: { click: () => reconcile(id, refresh) } }, 'Reconcile now')),
      ),
      it && explanation ? explained(explanation) : h('p', { class: 'verdict' }, mark('gone', 'It is gone'), h('span', {}, 'What is kept of its history is below.')),
      h(
        'div',
        { class: 'columns object' },
        timeline(history, it?.traceUrl, it?.traceId),
        h('div', {}, it && [children(it.children, controllers), conditions(it.conditions), facts(it)]),
      ),
    ];
  },
};

function idOf({ controller, namespace, name }) {
  return { controller, namespace: namespace === '-' ? '' : namespace, name };
}

function fullName({ namespace, name }) {
  return namespace ? `${namespace}/${name}` : name;
}

function trace(url, text) {
  const href = url && safeUrl(url);
  return href && h('a', { class: 'button', href, target: '_blank', rel: 'noopener noreferrer' }, text, h('span', { class: 'unseen' }, ' (opens another page)'));
}

function explained(explanation) {
  const { summary, cause, waitingFor, waitedMillis, blockedBy, lastError, nextAttemptAt, reasons } = explanation;
  const well = cause === 'AsDesired';
  const tone = well ? 'ok' : blockedBy.length > 0 || lastError ? 'bad' : 'warn';
  const facts = [
    waitingFor && ['Waits for', [waitingFor, waitedMillis > 999 && h('span', { class: 'muted' }, `, ${duration(waitedMillis)} so far`)]],
    blockedBy.length > 0 && ['Blocked by', blockedBy.map((each) => h('div', {}, each))],
    lastError && ['Last error', h('span', { class: 'error' }, lastError)],
    nextAttemptAt && ['Next attempt', moment(nextAttemptAt)],
    reasons.length > 0 && ['Because of', reasons.map((each) => h('div', {}, reasonWords(each).join(': ')))],
  ].filter(Boolean);
  return h(
    'section',
    { class: `explanation ${tone}`, 'aria-label': 'Explanation', 'data-key': 'explanation' },
    h('p', { class: 'sentence' }, icon(well ? 'ok' : tone === 'bad' ? 'bad' : 'due'), h('span', {}, summary)),
    h('p', { class: 'cause' }, 'Cause ', h('code', {}, cause)),
    facts.length > 0 && h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
  );
}

function children(items, controllers) {
  // Where a controller's own kind is called like the child's, the group tells them apart.
  const group = ({ apiVersion }) => (apiVersion.includes('/') ? apiVersion.split('/')[0] : '');
  const called = (child) => (controllers.some((each) => each.kind === child.kind && group(each) !== group(child)) && group(child) ? `${child.kind}.${group(child)}` : child.kind);
  const primary = (child) => controllers.find((each) => each.kind === child.kind && each.apiVersion === child.apiVersion);
  return h(
    'section',
    {},
    h('h2', {}, 'Children ', h('span', { class: 'count' }, count(items.length))),
    items.length === 0
      ? h('p', { class: 'muted' }, 'It controls nothing.')
      : table({
          label: 'Children',
          key: ({ apiVersion, kind, namespace, name }) => `${apiVersion}/${kind}/${namespace}/${name}`,
          rows: items,
          columns: [
            { title: 'Child', kind: 'main', cell: (child) => [h('span', { class: 'muted' }, `${called(child)} `), primary(child) ? h('a', { class: 'row-link', href: objectLink({ ...child, controller: primary(child).name }) }, child.name) : child.name] },
            { title: 'State', cell: ({ ready }) => (ready === null ? h('span', { class: 'muted' }, '–') : readiness(ready)) },
          ],
        }),
  );
}

function conditions(items) {
  if (items.length === 0) return undefined;
  return h(
    'section',
    {},
    h('h2', {}, 'Conditions'),
    h(
      'ul',
      { class: 'conditions' },
      items.map(({ type, status, reason, message, lastTransitionTime }) =>
        h(
          'li',
          { 'data-key': type },
          h('p', {}, h('strong', {}, type), ' ', h('code', {}, status), ' ', reason && h('span', { class: 'muted' }, reason), ' ', lastTransitionTime && h('span', { class: 'muted since' }, moment(lastTransitionTime))),
          message && h('p', { class: 'muted' }, message),
        ),
      ),
    ),
  );
}

function facts(it) {
  const behind = it.observedGeneration < it.generation;
  const list = [
    ['Generation', [count(it.generation), h('span', { class: behind ? 'warn' : 'muted' }, behind ? `, observed ${count(it.observedGeneration)}` : ', observed')]],
    ['Owner', it.owner ? h('code', {}, it.owner) : 'nobody'],
    ['Epoch', count(it.epoch)],
    ['Attempt', count(it.attempt)],
    ['Worker', it.worker ? h('code', {}, it.worker) : 'none at this moment'],
    ['Version', h('code', {}, it.resourceVersion)],
    ['UID', h('code', {}, it.uid)],
  ];
  return h('section', {}, h('h2', {}, 'Facts'), h('dl', { class: 'facts' }, list.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}
