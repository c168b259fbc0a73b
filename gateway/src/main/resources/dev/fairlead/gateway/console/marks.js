// States by shape and word; the colour only repeats what they say.

import { h, s } from './dom.js';

const SHAPES = {
  ok: () => [s('circle', { cx: 8, cy: 8, r: 7, class: 'solid' }), s('path', { d: 'M4.8 8.3l2.3 2.3 4.2-4.8', class: 'cut' })],
  bad: () => [s('path', { d: 'M8 1.2l7.2 13H.8z', class: 'solid' }), s('path', { d: 'M8 6v3.6M8 11.9v.1', class: 'cut' })],
  unknown: () => [s('circle', { cx: 8, cy: 8, r: 6, class: 'line', 'stroke-dasharray': '2.6 2.4' })],
  idle: () => [s('path', { d: 'M3.5 8h9', class: 'line' })],
  due: () => [s('circle', { cx: 8, cy: 8, r: 6, class: 'line' }), s('circle', { cx: 8, cy: 8, r: 2, class: 'solid' })],
  delayed: () => [s('circle', { cx: 8, cy: 8, r: 6, class: 'line' }), s('path', { d: 'M8 4.6V8l2.4 1.6', class: 'line' })],
  running: () => [s('path', { d: 'M4 2.5l9.5 5.5L4 13.5z', class: 'solid' })],
  held: () => [s('rect', { x: 3, y: 7, width: 10, height: 7, rx: 1.5, class: 'solid' }), s('path', { d: 'M5 7V5a3 3 0 0 1 6 0v2', class: 'line' })],
  paused: () => [s('path', { d: 'M5.2 3v10M10.8 3v10', class: 'line thick' })],
  gone: () => [s('path', { d: 'M4 4l8 8M12 4l-8 8', class: 'line' })],
};

const PHASES = {
  idle: ['idle', 'Idle', 'nothing is due'],
  due: ['due', 'Due', 'waits for a worker'],
  delayed: ['delayed', 'Delayed', 'waits for its time'],
  running: ['running', 'Running', 'an attempt is under way'],
  held: ['held', 'Held', 'waits until the cache shows what it wrote'],
  paused: ['paused', 'Paused', 'is left alone until it is resumed'],
};

/** A shape and a word. The tone colours both: ok, bad, warn, busy or none. */
export function mark(shape, word, tone = '', title = undefined) {
  return h('span', { class: `mark ${tone}`, title }, icon(shape), h('span', {}, word));
}

export function icon(shape) {
  return s('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' }, (SHAPES[shape] ?? SHAPES.unknown)());
}

/** Whether something is ready: true, false, or null where nobody knows. */
export function readiness(ready) {
  if (ready === true) return mark('ok', 'Ready', 'ok');
  if (ready === false) return mark('bad', 'Not ready', 'bad');
  return mark('unknown', 'Unknown', '', 'it has no condition that says so');
}

export function phase(name) {
  const [shape, word, title] = PHASES[name] ?? ['unknown', name, undefined];
  return mark(shape, word, name === 'running' ? 'busy' : ['held', 'delayed', 'paused'].includes(name) ? 'warn' : '', title);
}

/** How an attempt ended; nothing if it has not. */
export function outcome(name) {
  switch (String(name ?? '').toLowerCase()) {
    case '':
      return mark('running', 'Running', 'busy');
    case 'done':
      return mark('ok', 'Done', 'ok');
    case 'lookagain':
      return mark('delayed', 'Look again', '', 'the reconciler asked to look again later');
    case 'retryafter':
      return mark('delayed', 'Retry later', 'warn', 'the reconciler asked to be tried again');
    case 'failed':
      return mark('bad', 'Failed', 'bad');
    case 'rejected':
      return mark('bad', 'Rejected', 'bad', 'it is tried again when the object changes');
    case 'stale':
      return mark('due', 'Stale', 'warn', 'something had changed since it was seen; it is tried again');
    case 'abandoned':
      return mark('gone', 'Abandoned', 'warn', 'its permit had ended; it is simply run again');
    default:
      return mark('unknown', name);
  }
}
