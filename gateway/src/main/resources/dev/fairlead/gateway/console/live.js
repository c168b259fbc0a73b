// Whether the page is live, and what it hears. Events say that something has changed; what it is now is asked for. So a lost event
// costs a few seconds and never the truth: without the stream everything is asked for in turns.

import { serves } from './api.js';
import { read } from './stream.js';

const heardBy = new Set();
const stateBy = new Set();
let state = 'connecting';
let stop = new AbortController();

export const LIVE = 'live';

/** 'connecting', 'live', 'lost' (reconnecting), 'absent' (this gateway has no stream), 'denied'. */
export const connection = () => state;

export function onEvent(listener) {
  heardBy.add(listener);
}

export function onState(listener) {
  stateBy.add(listener);
}

/** Begins to listen, or begins again, for example with another token. */
export function listen() {
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  follow(signal);
}

async function follow(signal) {
  const path = '/api/v1/events';
  if (!(await serves(path))) return become('absent', signal);
  return read(path, {
    signal,
    heard: ({ type, data }) => {
      const event = understood(type, data);
      if (event && !signal.aborted) heardBy.forEach((listener) => listener(event));
    },
    state: (next) => become(next, signal),
  });
}

function become(next, signal) {
  if (signal.aborted || next === state) return;
  state = next;
  stateBy.forEach((listener) => listener(state));
}

/** `{type, …data}`, with the types of /openapi.json; what cannot be read is passed over. */
function understood(type, data) {
  try {
    const event = JSON.parse(data);
    return typeof event === 'object' && event !== null ? { ...event, type } : undefined;
  } catch {
    return undefined;
  }
}
