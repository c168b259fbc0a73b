// A table that becomes cards where the page is narrow. Its roles are said, because cards are no tables to a browser.

import { h } from './dom.js';

/** How many rows are shown at most, here and on every page of the console. */
export const ROWS_MAX = 200;

/**
 * A table. Columns are `{title, cell(row), kind}`, where kind is a class such as `number`, `main` or `text`; `key(row)` tells rows
 * apart. Beyond `ROWS_MAX` rows it says how many are not shown.
 */
export function table({ label, columns, rows, key }) {
  const shown = rows.slice(0, ROWS_MAX);
  return [
    h(
      'table',
      { role: 'table', 'aria-label': label, class: 'table' },
      h(
        'thead',
        { role: 'rowgroup' },
        h('tr', { role: 'row' }, columns.map(({ title, kind }) => h('th', { role: 'columnheader', scope: 'col', class: kind }, title))),
      ),
      h(
        'tbody',
        { role: 'rowgroup' },
        shown.map((row) =>
          h(
            'tr',
            { role: 'row', 'data-key': key(row) },
            columns.map(({ title, kind, cell }) => h('td', { role: 'cell', class: kind, 'data-title': title }, cell(row))),
          ),
        ),
      ),
    ),
    rows.length > shown.length && h('p', { class: 'note' }, `${shown.length} of ${rows.length} are shown.`),
  ];
}

/** What stands where nothing is: what that means, and what to do. */
export function empty(title, ...text) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), text.length > 0 && h('p', {}, text));
}
