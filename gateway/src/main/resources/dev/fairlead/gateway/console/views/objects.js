// The objects of one controller, or of all, under filters. A page at a time: a hundred thousand objects cost no more than fifty.

import * as api from '../api.js';
import { h } from '../dom.js';
import { count, duration, moment, reasonWords } from '../format.js';
import { outcome, phase, readiness } from '../marks.js';
import { objectLink, objectsLink, parse, replace } from '../router.js';
import { empty, table } from '../table.js';

const PAGE = 50;
const OF_EACH = 20;
const CONTROLLERS_MAX = 10;
const TYPING_MS = 350;
const FILTERS = ['search', 'namespace', 'labelSelector', 'ready', 'phase'];
const FLIGHTS = ['assigned', 'ended', 'removed'];
const PHASES = ['idle', 'due', 'delayed', 'running', 'held', 'paused'];

const BEFORE = 'fairlead.pages';
const BEFORE_MAX = 1_000;

export const objects = {
  everyMs: 10_000,
  title: (route) => (route.controller ? `Objects of ${route.controller}` : 'Objects'),
  concerns: ({ type, controller }, route) => FLIGHTS.includes(type) && (!route.controller || controller === route.controller),

  async load(route, signal) {
    const controllers = await api.controllers({ signal });
    const query = filters(route);
    // The address becomes that of the only controller before anything is shown, so that no row goes away under a hand.
    if (!route.controller && controllers.length === 1) return replace(objectsLink(controllers[0].name, query));
    if (route.controller) {
      const page = await api.objects(route.controller, { ...query, limit: PAGE, continue: route.query.continue }, { signal });
      return { controllers, groups: [{ controller: route.controller, ...page }] };
    }
    const asked = controllers.slice(0, CONTROLLERS_MAX);
    const groups = await Promise.all(
      asked.map(({ name }) => api.objects(name, { ...query, limit: OF_EACH }, { signal }).then((page) => ({ controller: name, ...page }))),
    );
    return { controllers, groups, left: controllers.length - asked.length };
  },

  render({ controllers, groups, left = 0 }, route) {
    const filled = groups.filter(({ items }) => items.length > 0);
    return [
      h('div', { class: 'head' }, h('h1', {}, 'Objects'), h('p', { class: 'muted' }, summary(controllers, route))),
      form(controllers, route),
      filled.length === 0 ? nothing(controllers, route) : filled.map((group) => section(group, route)),
      left > 0 && h('p', { class: 'note' }, `Only the first ${CONTROLLERS_MAX} controllers are shown; choose one of the other ${count(left)} above.`),
      route.controller && pages(groups[0], route),
    ];
  },
};

function filters(route) {
  return Object.fromEntries(FILTERS.map((name) => [name, route.query[name]]).filter(([, value]) => value));
}

function summary(controllers, route) {
  const known = controllers.find(({ name }) => name === route.controller);
  const total = known ? known.objects : controllers.reduce((sum, each) => sum + each.objects, 0);
  if (controllers.length === 0) return undefined;
  return [`${count(total)} in all`, Object.keys(filters(route)).length > 0 && ', filtered'];
}

function form(controllers, route) {
  const query = route.query;
  let typing;
  // Of the address as it is then: another filter may have changed while somebody was typing.
  const change = (name, value) => {
    const now = parse(location.hash);
    if (now.view !== route.view) return;
    replace(name === 'controller' ? objectsLink(value, filters(now)) : objectsLink(now.controller, { ...filters(now), [name]: value.trim() }));
  };
  const later = (name) => ({
    input: (event) => {
      clearTimeout(typing);
      const { value } = event.target;
      typing = setTimeout(() => change(name, value), TYPING_MS);
    },
    change: (event) => (clearTimeout(typing), change(name, event.target.value)),
  });
  const field = (name, title, placeholder, value = query[name]) =>
    h('div', { class: 'field', 'data-key': `field-${name}` }, h('label', { for: `filter-${name}` }, title),
      h('input', { id: `filter-${name}`, type: 'search', value: value ?? '', placeholder, autocomplete: 'off', spellcheck: 'false', on: later(name) }));
  const choice = (name, title, options, chosen) =>
    h('div', { class: 'field', 'data-key': `field-${name}` }, h('label', { for: `filter-${name}` }, title),
      h('select', { id: `filter-${name}`, on: { change: (event) => change(name, event.target.value) } },
        options.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
  return h(
    'form',
    { class: 'filters', 'aria-label': 'Filters', 'data-key': 'filters', on: { submit: (event) => event.preventDefault() } },
    // Who may not list everywhere is shown no controllers, and may still know one by name.
    controllers.length > 0
      ? choice('controller', 'Controller', [['', 'All'], ...controllers.map(({ name }) => [name, name])], route.controller ?? '')
      : field('controller', 'Controller', 'its name', route.controller),
    field('search', 'Name contains', 'any'),
    field('namespace', 'Namespace', 'all'),
    field('labelSelector', 'Labels', 'tier=gold,!old'),
    choice('ready', 'Ready', [['', 'Any'], ['true', 'Ready'], ['false', 'Not ready']], query.ready ?? ''),
    choice('phase', 'Phase', [['', 'Any'], ...PHASES.map((each) => [each, each[0].toUpperCase() + each.slice(1)])], query.phase ?? ''),
    Object.keys(filters(route)).length > 0 && h('a', { class: 'button clear', href: objectsLink(route.controller) }, 'Clear'),
  );
}

function section(group, route) {
  const heading = !route.controller && h('h2', {}, group.controller);
  const more = !route.controller && group.continue && h('p', { class: 'note' }, h('a', { href: objectsLink(group.controller, filters(route)) }, `All of ${group.controller} under these filters`));
  return h('section', { 'data-key': `objects-${group.controller}` }, heading, list(group), more);
}

function list(group) {
  return table({
    label: `Objects of ${group.controller}`,
    key: ({ uid, namespace, name }) => uid || `${namespace}/${name}`,
    rows: group.items,
    columns: [
      { title: 'Object', kind: 'main', cell: (row) => h('a', { href: objectLink(row), class: 'row-link' }, row.namespace && h('span', { class: 'muted' }, `${row.namespace}/`), row.name) },
      { title: 'State', cell: ({ ready }) => readiness(ready) },
      { title: 'Phase', cell: (row) => phase(row.phase) },
      { title: 'Why', kind: 'text', cell: (row) => why(row) },
      { title: 'Last attempt', cell: lastAttempt },
      { title: 'Took', kind: 'number', cell: ({ lastDurationMillis }) => (lastDurationMillis === null ? '–' : duration(lastDurationMillis)) },
    ],
  });
}

/** That it went as it should needs no saying. */
function lastAttempt({ lastFinishedAt, lastOutcome }) {
  if (!lastFinishedAt) return h('span', { class: 'muted' }, 'none yet');
  const done = !lastOutcome || lastOutcome.toLowerCase() === 'done';
  return [!done && [outcome(lastOutcome), ' '], h('span', { class: 'muted' }, moment(lastFinishedAt))];
}

/** What the object itself or its last attempt says, where something is not as it should be. */
function why(row) {
  if (row.lastError) return h('span', { title: row.lastError }, row.lastError);
  if (row.ready === true) return row.nextAttemptAt ? ['again ', moment(row.nextAttemptAt)] : '';
  const not = row.conditions.find(({ type, status }) => ['Ready', 'Available'].includes(type) && status !== 'True');
  return not ? h('span', { title: not.message }, not.message || not.reason) : row.reasons.map((text) => reasonWords(text).join(' ')).join(', ');
}

function nothing(controllers, route) {
  if (route.query.continue) return empty('There is nothing behind this page.', h('a', { href: objectsLink(route.controller, filters(route)) }, 'First page'));
  if (Object.keys(filters(route)).length > 0) {
    return empty('No object is like that.', h('a', { href: objectsLink(route.controller) }, 'Clear the filters'), ', or write less of the name.');
  }
  if (controllers.length === 0 && !route.controller) {
    return empty('No controller is there that you may see.', 'If you may see the objects of one namespace, write the name of the controller and the namespace above.');
  }
  const kind = controllers.find(({ name }) => name === route.controller)?.kind;
  return empty(kind ? `There is no ${kind} yet.` : 'There are no objects yet.', 'Create one with ', h('code', {}, 'kubectl apply'), '; it appears here at once.');
}

function pages(group, route) {
  const here = route.query.continue ?? '';
  const query = filters(route);
  const next = group.continue && objectsLink(route.controller, { ...query, continue: group.continue });
  const before = pagesBefore();
  if (group.continue && !before.has(group.continue)) {
    before.set(group.continue, here);
    sessionStorage.setItem(BEFORE, JSON.stringify([...before].slice(-BEFORE_MAX)));
  }
  if (!here && !next) return undefined;
  const back = before.get(here);
  const previous = here && (back === undefined ? undefined : objectsLink(route.controller, { ...query, continue: back }));
  const ends = [group.items[0], group.items.at(-1)].filter(Boolean).map(({ namespace, name }) => (namespace ? `${namespace}/${name}` : name));
  return h(
    'nav',
    { class: 'pages', 'aria-label': 'Pages', 'data-key': 'pages' },
    here && h('a', { class: 'button', href: objectsLink(route.controller, query), rel: 'first' }, 'First'),
    previous && h('a', { class: 'button', href: previous, rel: 'prev' }, 'Previous'),
    h('span', { class: 'muted' }, ends.join(' … ')),
    next && h('a', { class: 'button', href: next, rel: 'next' }, 'Next'),
  );
}


/** The page before each that was seen, for the way back; forgotten with the tab. */
function pagesBefore() {
  return new Map(JSON.parse(sessionStorage.getItem(BEFORE) ?? '[]'));
}
