// The keyboard. Nothing is taken from fields, dialogs, or anything held together with Ctrl, Alt or Meta.

const SEQUENCE_MS = 1_200;

let pending = '';
let pendingSince = 0;

/** Listens to keys; `bound` has the function of each key or sequence such as 'g m'. */
export function bind(bound) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest?.('dialog')) return;
    if (event.target.closest?.('input, select, textarea')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const sequence = pending && event.timeStamp - pendingSince < SEQUENCE_MS ? `${pending} ${event.key}` : event.key;
    pending = '';
    if (bound[sequence]) {
      event.preventDefault();
      bound[sequence]();
    } else if (Object.keys(bound).some((keys) => keys.startsWith(`${event.key} `))) {
      pending = event.key;
      pendingSince = event.timeStamp;
    }
  });
}

/** Moves the focus among the rows of the page. */
export function step(by) {
  const rows = [...document.querySelectorAll('main .row-link')];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row === document.activeElement || row.closest('tr, li')?.contains(document.activeElement));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  next.focus();
  next.closest('tr, li, article')?.scrollIntoView({ block: 'nearest' });
}
