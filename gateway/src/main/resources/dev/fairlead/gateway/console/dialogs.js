// What the page asks and says: confirmations, the token, help, and short notes at the edge.

import { token } from './api.js';
import { h, safeUrl } from './dom.js';

const NOTES_MAX = 4;
const NOTE_MS = 9_000;

/** Asks before something is done; true if it shall be. `careful` puts the focus on the way out. */
export function confirm({ title, text, action, careful = false }) {
  return new Promise((resolve) => {
    const yes = h('button', { type: 'button', class: careful ? 'danger' : 'primary', autofocus: !careful }, action);
    const no = h('button', { type: 'button', autofocus: careful }, 'Cancel');
    const dialog = open('confirm', title, text.map((line) => h('p', {}, line)), [no, yes]);
    yes.addEventListener('click', () => dialog.close('yes'));
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}

/** Asks for a token; true if one was given. */
export function askToken(why) {
  if (document.querySelector('dialog[open]')) return Promise.resolve(false);
  return new Promise((resolve) => {
    const input = h('input', { type: 'password', autocomplete: 'off', spellcheck: 'false', id: 'token', required: true, autofocus: true });
    const form = h(
      'form',
      { class: 'token' },
      h('p', {}, why),
      h('label', { for: 'token' }, 'Bearer token'),
      input,
      h('p', { class: 'note' }, 'For example of ', h('code', {}, 'kubectl create token NAME'), '. It is kept in this tab only and forgotten with it.'),
      h('div', { class: 'dialog-actions' }, h('button', { type: 'button', 'data-close': true }, 'Cancel'), h('button', { class: 'primary' }, 'Use token')),
    );
    const dialog = open('token', 'This gateway asks who you are', [form], []);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      token.set(input.value.trim());
      dialog.close('given');
    });
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'given'));
  });
}

const KEYS = [
  ['/', 'search for objects'],
  ['g m', 'the mesh'],
  ['g c', 'controllers'],
  ['g o', 'objects'],
  ['j  k', 'down and up in lists'],
  ['Enter', 'open what has the focus'],
  ['n  p', 'next and previous page of objects'],
  ['r', 'reconcile this object'],
  ['t', 'colours: automatic, light, dark'],
  ['?', 'this help'],
  ['Esc', 'close'],
];

/** Shows the keys. */
export function help(forget) {
  if (document.querySelector('dialog[open]')) return;
  const list = h('dl', { class: 'keys' }, KEYS.map(([keys, what]) => [h('dt', {}, keys.split('  ').map((key) => h('kbd', {}, key))), h('dd', {}, what)]));
  const drop = token.get() ? [h('button', { type: 'button', on: { click: () => (dialog.close(), forget()) } }, 'Forget the token')] : [];
  const api = h('p', { class: 'note' }, 'All that is shown here comes from the gateway’s interface: ', h('a', { href: '/openapi.json' }, 'openapi.json'), '.');
  const dialog = open('help', 'Keyboard', [list, api], [...drop, h('button', { type: 'button', class: 'primary', 'data-close': true, autofocus: true }, 'Close')]);
}

/** A short note that goes by itself; a link, if there is one, leads out of the page. */
export function note(text, { bad = false, link = undefined, linkText = '' } = {}) {
  const notes = document.getElementById('toasts');
  const href = link && safeUrl(link);
  const toast = h(
    'div',
    { class: bad ? 'toast bad' : 'toast', role: bad ? 'alert' : undefined },
    h('span', {}, text),
    href && h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, linkText),
    h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', on: { click: () => toast.remove() } }, '×'),
  );
  notes.append(toast);
  while (notes.children.length > NOTES_MAX) notes.firstChild.remove();
  if (!bad) setTimeout(() => toast.remove(), NOTE_MS);
}

function open(name, title, content, actions) {
  const id = `dialog-${name}`;
  const dialog = h(
    'dialog',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    content,
    actions.length > 0 && h('div', { class: 'dialog-actions' }, actions),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]')) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
