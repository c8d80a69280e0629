/**
 * Makes elements. Text always goes in as text nodes and never as markup, so that no value of a filing can become one.
 */

const SVG = 'http://www.w3.org/2000/svg';

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * `h('button.primary', { onclick, 'aria-label': … }, 'text')`. Properties that begin with `on` are listeners; true gives
 * an empty attribute, false, null and undefined none.
 */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) setProperty(element, key, value);
  append(element, children);
  return element;
}

function setProperty(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (key === 'class') element.classList.add(...value.split(' ').filter(Boolean));
  else if (key === 'value') element.value = value;
  else element.setAttribute(key, value === true ? '' : String(value));
}

/** An icon of one path in a box of 16 by 16. */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
  return parent;
}

export const ICONS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  pencil: 'M3 13l.8-3L11 2.8l2.2 2.2L6 12.2 3 13z',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z',
  dice: 'M3 3h10v10H3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01',
  again: 'M13 8a5 5 0 11-1.6-3.7M13 2.5v2.8h-2.8',
  alert: 'M8 2L1.8 13h12.4L8 2zM8 6.5v3M8 11.4h.01',
};
