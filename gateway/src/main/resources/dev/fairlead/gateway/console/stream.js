// Server-sent events, read by fetch: EventSource cannot send a token. The format is that of the HTML standard, 9.2.6.

import { headers } from './api.js';

const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 15_000;
const SILENCE_MS_MAX = 60_000;
const EVENT_CHARS_MAX = 1_048_576;

/**
 * Reads a stream for ever, resuming behind the last event that was heard. `heard({type, data, id})` is called for each event,
 * `state('live' | 'lost' | 'absent' | 'denied')` when that changes; after 'absent' and 'denied' it ends.
 */
export async function read(path, { heard, state, signal }) {
  let last = '';
  let retry = RETRY_MS_MIN;
  while (!signal.aborted) {
    try {
      const response = await fetch(path, {
        headers: headers({ accept: 'text/event-stream', ...(last && { 'last-event-id': last }) }),
        cache: 'no-store',
        credentials: 'omit',
        signal,
      });
      if ([401, 403].includes(response.status)) return state('denied');
      if ([404, 405].includes(response.status)) return state('absent');
      if (response.status === 400 || response.status === 410) last = '';
      if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
      state('live');
      retry = RETRY_MS_MIN;
      await each(response.body, (event) => {
        last = event.id ?? last;
        if (event.data !== undefined) heard(event);
      });
    } catch {
      // Lost, for whatever reason: what is seen goes on by asking, and the mark says so.
    }
    if (signal.aborted) return;
    state('lost');
    await pause(retry * (0.75 + Math.random() / 2), signal);
    retry = Math.min(retry * 2, RETRY_MS_MAX);
  }
}

/** Cuts a stream into events. A stream that is silent for a minute, or whose event never ends, is given up. */
export async function each(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await within(SILENCE_MS_MAX, reader.read());
      if (done) return;
      rest += value;
      const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
      rest = blocks.pop();
      if (rest.length > EVENT_CHARS_MAX) throw new Error('an event is too long');
      blocks.map(parse).forEach(heard);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** One event; its data is undefined in a comment, which keeps the connection awake and may tell where one is. */
export function parse(block) {
  const event = { type: 'message', data: undefined, id: undefined };
  const data = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') event.type = value;
    else if (field === 'id') event.id = value;
  }
  if (data.length > 0) event.data = data.join('\n');
  return event;
}

function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error('silence')), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
