// Where one is stands behind the # of the address, filters and page included, so every state of the page can be kept, shared and gone back to.

const VIEWS = [
  ['mesh', /^\/mesh$/, []],
  ['controllers', /^\/controllers$/, []],
  ['controller', /^\/controllers\/([^/]+)$/, ['controller']],
  ['objects', /^\/objects$/, []],
  ['objects', /^\/controllers\/([^/]+)\/objects$/, ['controller']],
  ['object', /^\/controllers\/([^/]+)\/objects\/([^/]+)\/([^/]+)$/, ['controller', 'namespace', 'name']],
];

/** `{view, …parameters of the path, query}` of an address; view 'unknown' if there is none. */
export function parse(hash) {
  const [path, search = ''] = (hash.replace(/^#/, '') || '/mesh').split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const [view, pattern, names] of VIEWS) {
    const match = pattern.exec(path);
    const values = match?.slice(1).map(decoded);
    if (values && !values.includes(undefined)) return { view, query, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) };
  }
  return { view: 'unknown', query };
}

export const meshLink = () => '#/mesh';
export const controllersLink = () => '#/controllers';
export const controllerLink = (name) => `#/controllers/${encodeURIComponent(name)}`;
export const objectLink = ({ controller, namespace, name }) =>
  `#/controllers/${encodeURIComponent(controller)}/objects/${encodeURIComponent(namespace || '-')}/${encodeURIComponent(name)}`;

/** The objects of a controller, or of all without one, under filters; empty ones are left out. */
export function objectsLink(controller, query = {}) {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
  const path = controller ? `#/controllers/${encodeURIComponent(controller)}/objects` : '#/objects';
  return kept.size > 0 ? `${path}?${kept}` : path;
}

export function go(link) {
  if (location.hash !== link) location.hash = link;
}

/** Goes there without a step to go back to. */
export function replace(link) {
  if (location.hash === link) return;
  history.replaceState(null, '', link);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
