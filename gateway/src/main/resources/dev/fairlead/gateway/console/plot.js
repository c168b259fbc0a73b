// Small plots in SVG: the last minutes of one number, its value now and its highest. They say the same in words to those who cannot see them.

import { h, s } from './dom.js';
import { windowMs } from './samples.js';

const WIDTH = 240;
const HEIGHT = 44;
const GAP_MS = 30_000;

/**
 * A plot. `points` are `{at, value}` in order; `show` puts a value into words; `style` is 'line' for what is sampled, 'dots' for
 * what happened; `tone` colours it.
 */
export function plot({ title, points, show, style = 'line', tone = '', now = Date.now(), none = 'nothing yet' }) {
  const highest = Math.max(0, ...points.map(({ value }) => value));
  const last = points.at(-1);
  const current = style === 'dots' ? median(points) : last?.value;
  const said = current === undefined ? none : show(current);
  const words = current === undefined ? `${title}: ${none}` : `${title}: ${said}, at most ${show(highest)} in the last 5 minutes`;
  return h(
    'figure',
    { class: `plot ${highest > 0 ? tone : ''}`, 'data-key': `plot-${title}` },
    h(
      'figcaption',
      {},
      h('span', { class: 'plot-title' }, title),
      h('span', { class: current === undefined ? 'plot-now none' : 'plot-now' }, style === 'dots' && current !== undefined && h('span', { class: 'plot-title' }, 'median '), said),
    ),
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
      s('path', { d: `M0 ${HEIGHT - 1}H${WIDTH}`, class: 'base' }),
      points.length > 0 && (style === 'dots' ? dots(points, highest, now) : lines(points, highest, now)),
    ),
    h('span', { class: 'plot-max', 'aria-hidden': 'true' }, highest > 0 ? `max ${show(highest)}` : ' '),
  );
}

function lines(points, highest, now) {
  const runs = [];
  points.forEach((point, i) => {
    if (i === 0 || point.at - points[i - 1].at > GAP_MS) runs.push([]);
    runs.at(-1).push(point);
  });
  return runs.flatMap((run) => {
    const line = run.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point, now)} ${y(point, highest)}`).join('');
    const floor = `L${x(run.at(-1), now)} ${HEIGHT - 1}L${x(run[0], now)} ${HEIGHT - 1}Z`;
    return [s('path', { d: line + floor, class: 'area' }), s('path', { d: line, class: 'curve' })];
  });
}

/** By their logarithm: one attempt that took seconds must not flatten a hundred that took milliseconds. */
function dots(points, highest, now) {
  return s('path', { d: points.map((point) => `M${x(point, now)} ${y({ value: log(point.value) }, log(highest))}h.01`).join(''), class: 'dots' });
}

function x(point, now) {
  return round(WIDTH - (Math.max(0, now - point.at) / windowMs) * WIDTH);
}

function y(point, highest) {
  return round(HEIGHT - 2 - (highest > 0 ? point.value / highest : 0) * (HEIGHT - 6));
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function log(value) {
  return Math.log1p(Math.max(0, value));
}

function median(points) {
  if (points.length === 0) return undefined;
  return points.map(({ value }) => value).toSorted((a, b) => a - b)[points.length >> 1];
}
