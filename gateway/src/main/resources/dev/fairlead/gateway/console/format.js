// Numbers and times for people.

import { h } from './dom.js';

const WHOLE = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const FULL = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

export const count = (number) => WHOLE.format(number);

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export const rate = (perSecond) => `${SHORT.format(perSecond)}/s`;

export function duration(millis) {
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${SHORT.format(millis / 1_000)} s`;
  if (millis < 3_600_000) return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1_000)} s`;
  return `${SHORT.format(millis / 3_600_000)} h`;
}

/** A moment as `12 s ago`, which goes on by itself; the exact time is its title. */
export function moment(instant) {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return h('span', {}, '–');
  return h('time', { datetime: instant, title: FULL.format(at), class: 'relative' }, relative(at));
}

/** The time of day to the millisecond, with the day where it is not today. */
export function clock(instant) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '–';
  const two = (number) => String(number).padStart(2, '0');
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  return at.toDateString() === new Date().toDateString() ? time : `${DAY.format(at)} ${time}`;
}

/** `CHILD_CHANGED (Deployment default/a changed)` as a word or two and the rest; anything else as it is. */
export function reasonWords(text) {
  const [, kind, detail] = /^([A-Z][A-Z_]*)(?: \((.*)\))?$/s.exec(text) ?? [];
  if (!kind) return [text];
  const words = kind.charAt(0) + kind.slice(1).toLowerCase().replaceAll('_', ' ');
  return detail ? [words, detail] : [words];
}

/** Brings all moments on the page up to date. */
export function tick() {
  for (const element of document.querySelectorAll('time.relative')) {
    const text = relative(Date.parse(element.getAttribute('datetime')));
    if (element.textContent !== text) element.textContent = text;
  }
}

function relative(at) {
  const seconds = Math.round((Date.now() - at) / 1_000);
  if (Math.abs(seconds) < 2) return 'now';
  return seconds > 0 ? `${span(seconds)} ago` : `in ${span(-seconds)}`;
}

function span(seconds) {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
