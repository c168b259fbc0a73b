// Begins the page: shows the view of the address, keeps it up to date, and wires the bar and the keyboard.

import * as api from './api.js';
import { askToken, help } from './dialogs.js';
import { h, patchChildren } from './dom.js';
import { moment, tick } from './format.js';
import { bind, step } from './keys.js';
import * as live from './live.js';
import { go, objectsLink, parse } from './router.js';
import * as samples from './samples.js';
import { controller } from './views/controller.js';
import { controllers } from './views/controllers.js';
import { mesh } from './views/mesh.js';
import { object } from './views/object.js';
import { objects } from './views/objects.js';

const VIEWS = { mesh, controllers, controller, objects, object };
const AFTER_EVENT_MS = 250;
const BETWEEN_LOOKS_MS = 1_200;
const SAMPLE_MS = 3_000;
const SAMPLE_LIVE_MS = 5_000;
const POLLING_MS = 3_000;

const main = document.getElementById('main');
let shown; // {route, view, data, failure, at, request}
let timer;
let askedForToken = false;

function show() {
  const route = parse(location.hash);
  const same = shown && shown.route.view === route.view && ['controller', 'namespace', 'name'].every((part) => shown.route[part] === route[part]);
  shown?.request?.abort();
  shown = { route, view: VIEWS[route.view], data: same ? shown.data : undefined, at: same ? shown.at : 0 };
  for (const link of document.querySelectorAll('nav a[data-view]')) {
    const here = { controller: 'controllers', object: 'objects' }[route.view] ?? route.view;
    if (link.dataset.view === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!same) scrollTo(0, 0);
  paint();
  refresh();
  if (!same && document.activeElement !== document.getElementById('find-text')) main.focus({ preventScroll: true });
}

async function refresh() {
  clearTimeout(timer);
  const mine = shown;
  if (!mine.view) return;
  mine.request?.abort();
  const request = (mine.request = new AbortController());
  try {
    const data = await mine.view.load(mine.route, request.signal);
    if (mine !== shown || request.signal.aborted) return;
    Object.assign(mine, { data, failure: undefined, at: Date.now() });
  } catch (failure) {
    if (mine !== shown || request.signal.aborted) return;
    if (!(failure instanceof api.Problem)) console.error(failure);
    mine.failure = failure instanceof api.Problem ? failure : new api.Problem(-1, 'This page has a fault', String(failure));
    if (failure.status === 401 && !askedForToken) signIn();
  } finally {
    if (mine.request === request) mine.request = undefined;
  }
  paint();
  schedule(live.connection() === live.LIVE && !mine.failure ? mine.view.everyMs : POLLING_MS);
}

function schedule(ms) {
  clearTimeout(timer);
  timer = setTimeout(() => (document.hidden ? undefined : refresh()), ms);
}

/** Events come in bursts: the first is followed nearly at once, however many there are no more than one look in a while. */
let soon;
function refreshSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    if (shown.request) refreshSoon();
    else if (!document.hidden) refresh();
  }, Math.max(AFTER_EVENT_MS, shown.at + BETWEEN_LOOKS_MS - Date.now()));
}

function paint() {
  const { view, route, data, failure, at } = shown;
  const context = { refresh, live: live.connection() === live.LIVE };
  const content = !view
    ? [h('h1', {}, 'There is no such page'), h('p', {}, h('a', { href: '#/mesh' }, 'Go to the mesh'))]
    : [failure && failed(failure, data && at), data ? view.render(data, route, context) : !failure && loading()];
  const wanted = document.createElement('div');
  wanted.append(...content.flat(Infinity).filter(Boolean));
  patchChildren(main, [...wanted.childNodes]);
  main.setAttribute('aria-busy', String(!data && !failure));
  document.title = [view?.title(route, data), 'Fairlead'].filter(Boolean).join(' · ');
}

function loading() {
  return h('p', { class: 'loading', 'data-key': 'loading' }, 'Asking the mesh…');
}

function failed({ status, title, detail }, at) {
  const remedies = {
    401: [h('button', { type: 'button', on: { click: signIn } }, 'Enter a token')],
    403: [h('button', { type: 'button', on: { click: signIn } }, 'Use another token'), h('a', { href: '#/objects' }, 'Objects')],
    404: [h('a', { href: '#/objects' }, 'All objects')],
    400: [h('a', { href: objectsLink(shown.route.controller) }, 'Without filters')],
  };
  return h(
    'div',
    { class: 'failure', role: 'alert', 'data-key': 'failure' },
    h('p', { class: 'failure-title' }, title),
    h('p', {}, detail),
    at && h('p', {}, 'What you see is from ', moment(new Date(at).toISOString()), '.'),
    h('p', { class: 'failure-actions' }, remedies[status] ?? [], h('button', { type: 'button', on: { click: refresh } }, 'Try again')),
  );
}

async function signIn() {
  askedForToken = true;
  if (await askToken('Its answers need the token of a user or ServiceAccount of the cluster.')) {
    askedForToken = false;
    live.listen();
    refresh();
  }
}

function forget() {
  api.token.set('');
  location.reload();
}

/** Depth, rate and errors are sampled wherever one is, so that plots have a past when they are looked at. */
async function sample() {
  const began = performance.now();
  if (!document.hidden) {
    try {
      samples.sampled(await api.controllers());
      if (['controllers', 'controller'].includes(shown.route.view)) paint();
    } catch (failure) {
      if (!(failure instanceof api.Problem)) throw failure;
      // The view says it already; a plot has a gap.
    }
  }
  // A mesh of many objects that takes long to count them is asked less often.
  setTimeout(sample, Math.max(live.connection() === live.LIVE ? SAMPLE_LIVE_MS : SAMPLE_MS, 20 * (performance.now() - began)));
}

const CONNECTION = {
  connecting: ['Connecting…', ''],
  live: ['Live', 'ok'],
  lost: ['Reconnecting…', 'warn'],
  absent: ['Polling', ''],
  denied: ['Signed out', 'warn'],
};
const EXPLAINED = {
  live: 'Changes are shown as they happen.',
  lost: 'The stream of events is lost; the page asks every 3 seconds until it is back.',
  absent: 'This gateway has no stream of events; the page asks every 3 seconds.',
  denied: 'The gateway does not give events to you.',
};

function showConnection(state) {
  const element = document.getElementById('connection');
  const [text, tone] = CONNECTION[state];
  element.className = `connection ${state} ${tone}`;
  element.textContent = text;
  element.title = EXPLAINED[state] ?? '';
}

function wireTheme() {
  const button = document.getElementById('theme');
  const names = { auto: 'automatic', light: 'light', dark: 'dark' };
  const say = () => {
    const name = names[document.documentElement.dataset.theme ?? 'auto'];
    button.setAttribute('aria-label', `Colours: ${name}`);
    button.title = `Colours: ${name} (t)`;
  };
  const next = () => {
    const chosen = { undefined: 'light', light: 'dark', dark: 'auto' }[document.documentElement.dataset.theme];
    if (chosen === 'auto') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('fairlead.theme');
    } else {
      document.documentElement.dataset.theme = chosen;
      localStorage.setItem('fairlead.theme', chosen);
    }
    say();
  };
  button.addEventListener('click', next);
  say();
  return next;
}

function wireFind() {
  const text = document.getElementById('find-text');
  document.getElementById('find').addEventListener('submit', (event) => {
    event.preventDefault();
    go(objectsLink(undefined, { search: text.value.trim() }));
    text.blur();
  });
  return () => text.select();
}

function press(selector) {
  return () => document.querySelector(selector)?.click();
}

bind({
  '/': wireFind(),
  'g m': () => go('#/mesh'),
  'g c': () => go('#/controllers'),
  'g o': () => go('#/objects'),
  j: () => step(1),
  k: () => step(-1),
  n: press('[rel=next]'),
  p: press('[rel=prev]'),
  r: press('[data-command=reconcile]'),
  t: wireTheme(),
  '?': () => help(forget),
});
document.getElementById('help').addEventListener('click', () => help(forget));
document.querySelector('.skip').addEventListener('click', (event) => (event.preventDefault(), main.focus()));
addEventListener('hashchange', show);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
live.onState((state) => {
  showConnection(state);
  refresh();
});
live.onEvent((event) => {
  if (event.type === 'ended' && Number.isFinite(event.item?.durationMillis)) samples.ended(event.controller, event.item.durationMillis);
  if (event.type === 'controller') samples.sampled([event]);
  if (event.type === 'gap' || shown.view?.concerns(event, shown.route)) refreshSoon();
});
setInterval(tick, 1_000);
showConnection(live.connection());
show();
sample();
live.listen();
