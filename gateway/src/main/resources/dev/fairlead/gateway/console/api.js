// The gateway's interface, as /openapi.json has it. What goes wrong is a `Problem` with words for people and a remedy.

const TOKEN = 'fairlead.token';
const PATIENCE_MS = 10_000;

/** What the gateway said no with (RFC 9457), or that it said nothing: then the status is 0. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(title);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** The token of this tab; it ends with the tab and is in no storage that others read. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN) ?? '',
  set: (value) => (value ? sessionStorage.setItem(TOKEN, value) : sessionStorage.removeItem(TOKEN)),
};

export function headers(more = {}) {
  return token.get() ? { authorization: `Bearer ${token.get()}`, ...more } : more;
}

/** GET or POST, and the JSON of the answer. */
export async function ask(path, { method = 'GET', query = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers: headers({ accept: 'application/json, application/problem+json' }),
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]),
      credentials: 'omit',
      redirect: 'error',
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem(0, 'The gateway does not answer', 'Is it still running? This page asks again by itself.');
  }
  if (!response.ok) throw await problem(response);
  return response.status === 204 ? {} : response.json().catch(() => ({}));
}

export const mesh = (options) => ask('/api/v1/mesh', options);
export const controllers = (options) => ask('/api/v1/controllers', options).then((list) => list.items);
export const controller = (name, options) => ask(controllerPath(name), options);
export const objects = (name, query, options) => ask(`${controllerPath(name)}/objects`, { query, ...options });
export const object = (id, options) => ask(objectPath(id), options);
export const explain = (id, options) => ask(`${objectPath(id)}/explain`, options);
export const history = (id, options) => ask(`${objectPath(id)}/history`, options).then((list) => list.items);
export const reconcile = (id) => ask(`${objectPath(id)}/reconcile`, { method: 'POST' });
export const pause = (name) => ask(`${controllerPath(name)}/pause`, { method: 'POST' });
export const resume = (name) => ask(`${controllerPath(name)}/resume`, { method: 'POST' });

let served;

/** Whether this gateway serves a path of its document. Where the document cannot be had the answer is yes: asking will tell. */
export async function serves(path) {
  served ??= fetch('/openapi.json', { headers: headers(), credentials: 'omit' })
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);
  const document = await served;
  if (!document) served = undefined;
  return !document || path in (document.paths ?? {});
}

function controllerPath(name) {
  return `/api/v1/controllers/${encodeURIComponent(name)}`;
}

function objectPath({ controller: of, namespace, name }) {
  return `${controllerPath(of)}/objects/${encodeURIComponent(namespace || '-')}/${encodeURIComponent(name)}`;
}

function address(path, query) {
  const parameters = new URLSearchParams({ pretty: 'false' });
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') parameters.set(name, value);
  return `${path}?${parameters}`;
}

async function problem(response) {
  const body = await response.json().catch(() => ({}));
  const title = body.title ?? `The gateway answered ${response.status}`;
  const detail = body.field ? `${body.field}: ${body.detail}` : (body.detail ?? response.statusText);
  return new Problem(response.status, title, detail);
}
