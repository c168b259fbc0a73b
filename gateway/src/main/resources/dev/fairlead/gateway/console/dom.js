// Builds the page of nodes. There is no way from data to markup here: texts become text nodes, attributes are set by name, and a
// link keeps only addresses of HTTP. The view says what should be there, `patch` changes what is there, so that focus,
// selection and scrolling outlive an update.

const SVG = 'http://www.w3.org/2000/svg';

/** An element. Properties: attributes by name, `on` for listeners by type; false, null and undefined leave an attribute out. */
export function h(name, properties = {}, ...children) {
  return build(document.createElement(name), properties, children);
}

/** An element of SVG. */
export function s(name, properties = {}, ...children) {
  return build(document.createElementNS(SVG, name), properties, children);
}

/** An address that a link may lead to; undefined for anything but HTTP. */
export function safeUrl(address) {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Makes what is there as it should be, changing as little as can be. Elements with a `data-key` keep their identity when they move. */
export function patch(there, wanted) {
  if (there.nodeType !== wanted.nodeType || there.nodeName !== wanted.nodeName) {
    there.replaceWith(wanted);
    return;
  }
  if (there.nodeType !== Node.ELEMENT_NODE) {
    if (there.data !== wanted.data) there.data = wanted.data;
    return;
  }
  patchAttributes(there, wanted);
  patchChildren(there, [...wanted.childNodes]);
}

/** Makes the children of an element as they should be. */
export function patchChildren(parent, wanted) {
  const keyed = new Map([...parent.children].filter(key).map((child) => [key(child), child]));
  let next = parent.firstChild;
  for (const child of wanted) {
    const same = key(child) ? keyed.get(key(child)) : reusable(next, child) ? next : undefined;
    if (!same) {
      parent.insertBefore(child, next);
      continue;
    }
    if (same === next) next = next.nextSibling;
    else parent.insertBefore(same, next);
    keyed.delete(key(child));
    patch(same, child);
  }
  while (next) {
    const rest = next.nextSibling;
    next.remove();
    next = rest;
  }
}

function build(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') listen(element, value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const listeners = new WeakMap();

function listen(element, wanted) {
  const before = listeners.get(element) ?? {};
  listeners.set(element, wanted);
  for (const type of Object.keys(wanted)) {
    if (!(type in before)) element.addEventListener(type, (event) => listeners.get(element)?.[type]?.(event));
  }
}

function patchAttributes(there, wanted) {
  for (const { name } of [...there.attributes]) {
    // Whether a disclosure is open is for the reader to say.
    if (!wanted.hasAttribute(name) && name !== 'open') there.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (there.getAttribute(name) !== value) there.setAttribute(name, value);
  }
  // What somebody is typing is theirs.
  if (there instanceof HTMLInputElement && there !== document.activeElement) there.value = wanted.value;
  if (there instanceof HTMLSelectElement && there !== document.activeElement) queueMicrotask(() => select(there));
  listen(there, { ...blank(listeners.get(there)), ...listeners.get(wanted) });
}

function select(element) {
  const chosen = [...element.options].find((option) => option.hasAttribute('selected'));
  if (chosen) element.value = chosen.value;
}

function blank(handlers = {}) {
  return Object.fromEntries(Object.keys(handlers).map((type) => [type, undefined]));
}

function reusable(there, wanted) {
  return there && there.nodeType === wanted.nodeType && there.nodeName === wanted.nodeName && !key(there);
}

function key(node) {
  return node.dataset?.key;
}
