// What happened to an object, the newest first: each attempt, why it began, what it wrote, how it ended.

import { h, safeUrl } from '../dom.js';
import { clock, count, duration, moment, reasonWords } from '../format.js';
import { mark, outcome } from '../marks.js';
import { ROWS_MAX } from '../table.js';

/** The timeline; undefined items where no status replica answers. The address of one trace tells where the others are. */
export function timeline(items, traceUrl, traceId) {
  const link = (id) => (traceUrl && traceId && id ? safeUrl(traceUrl.replaceAll(traceId, id)) : undefined);
  return h(
    'section',
    { class: 'timeline', 'aria-label': 'Timeline' },
    h('h2', {}, 'Timeline ', items && h('span', { class: 'count' }, count(items.length))),
    !items
      ? h('p', { class: 'muted' }, 'No status replica answers, so its history is not known at this moment.')
      : items.length === 0
        ? h('p', { class: 'muted' }, 'Nothing has happened to it since the status service began.')
        : h('ol', { class: 'events', 'aria-live': 'polite', 'aria-relevant': 'additions' }, items.slice(0, ROWS_MAX).map((item) => entry(item, link(item.traceId)))),
    items?.length > ROWS_MAX && h('p', { class: 'note' }, `${ROWS_MAX} of ${count(items.length)} are shown.`),
  );
}

function entry(item, trace) {
  const attempt = item.type === 'attempt';
  return h(
    'li',
    { class: `event ${tone(item)}`, 'data-key': attempt ? `${item.epoch}.${item.attempt}` : `${item.type}.${item.at}` },
    h(
      'p',
      { class: 'event-head' },
      attempt ? outcome(item.outcome) : mark(item.type === 'removed' ? 'gone' : 'idle', sentence(item.type)),
      item.durationMillis !== null && h('span', { class: 'tabular' }, duration(item.durationMillis)),
      h('span', { class: 'when' }, h('span', { class: 'tabular clock' }, clock(item.at)), ' ', h('span', { class: 'muted' }, moment(item.at))),
    ),
    item.error && h('p', { class: 'error' }, item.error),
    item.reasons.length > 0 && h('ul', { class: 'reasons' }, item.reasons.map((text) => reason(text))),
    item.writes.length > 0 && h('ul', { class: 'writes' }, item.writes.map((each) => write(each))),
    attempt &&
      h(
        'p',
        { class: 'event-foot muted' },
        `Attempt ${count(item.attempt)}, epoch ${count(item.epoch)}`,
        item.worker && [' on ', h('code', {}, item.worker)],
        trace && [' · ', h('a', { href: trace, target: '_blank', rel: 'noopener noreferrer' }, 'Trace')],
      ),
  );
}

function reason(text) {
  const [words, detail] = reasonWords(text);
  return h('li', {}, words, detail && h('span', { class: 'muted' }, `: ${detail}`));
}

function write({ verb, object, code }) {
  const bad = code === null || code >= 400;
  return h('li', {}, h('span', { class: 'verb' }, verb), ' ', h('span', {}, object), ' ', h('span', { class: bad ? 'code bad' : 'code' }, code === null ? 'no answer' : String(code)));
}

function tone({ type, outcome: how }) {
  if (type !== 'attempt') return 'other';
  switch (String(how ?? '').toLowerCase()) {
    case '':
      return 'busy';
    case 'done':
    case 'lookagain':
      return 'ok';
    case 'failed':
    case 'rejected':
      return 'bad';
    default:
      return 'warn';
  }
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
