/** An XML part as a tree of plain immutable data, with the few operations that rewriting it takes. */
import { NAMESPACE_PREFIXES, scanXml, type XmlAttributes } from './scan-xml.js';

export interface XmlElement {
  /** With the prefix of `NAMESPACE_PREFIXES`, such as `w:tbl`. */
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly XmlNode[];
}

/** Text stands as a plain string. */
export type XmlNode = XmlElement | string;

export function parseXml(xml: string, part: string, maxDepth: number): XmlElement {
  const root: { name: string; attributes: XmlAttributes; children: XmlNode[] } = element('', {}, []);
  const stack = [root];
  scanXml(xml, part, maxDepth, {
    open(name, attributes) {
      const opened = { name, attributes, children: [] };
      stack.at(-1)?.children.push(opened);
      stack.push(opened);
    },
    text(text) {
      stack.at(-1)?.children.push(text);
    },
    close() {
      stack.pop();
    },
  });
  return root.children.find(isElement) ?? root;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: XmlNode[] = [],
): { name: string; attributes: XmlAttributes; children: XmlNode[] } {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

export function childElements(parent: XmlElement, name?: string): readonly XmlElement[] {
  const elements = parent.children.filter(isElement);
  return name === undefined ? elements : elements.filter((child) => child.name === name);
}

/** The first child that the path of names leads to: `child(cell, 'w:tcPr', 'w:gridSpan')`. */
export function child(parent: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let found: XmlElement | undefined = parent;
  for (const name of path) {
    found = found?.children.find((node): node is XmlElement => isElement(node) && node.name === name);
  }
  return found;
}

/** All elements of a name below `parent`, in document order, not looking inside those found. */
export function descendants(parent: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  collect(parent, name, found);
  return found;
}

function collect(parent: XmlElement, name: string, found: XmlElement[]): void {
  for (const node of parent.children) {
    if (!isElement(node)) continue;
    if (node.name === name) found.push(node);
    else collect(node, name, found);
  }
}

export function textOf(node: XmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

/**
 * The tree in which each element below `parent` became what `change` makes of it, the inner ones first. What does
 * not change is not copied, and little of a document does.
 */
export function rewriteChildren(
  parent: XmlElement,
  change: (node: XmlElement) => XmlElement | readonly XmlNode[],
): XmlElement {
  return mapChildren(parent, (node) => change(rewriteChildren(node, change)));
}

/** The same element where `change` gives back all that it gets; else a copy with what it gives instead. */
export function mapChildren(
  parent: XmlElement,
  change: (node: XmlElement) => XmlElement | readonly XmlNode[],
): XmlElement {
  let children: XmlNode[] | null = null;
  for (const [place, node] of parent.children.entries()) {
    const changed = isElement(node) ? change(node) : node;
    if (children === null && changed === node) continue;
    children ??= parent.children.slice(0, place);
    // One by one: a paragraph of a hostile file has more parts than a call may have arguments.
    if (Array.isArray(changed)) for (const part of changed) children.push(part);
    else children.push(changed as XmlNode);
  }
  return children === null ? parent : { ...parent, children };
}

/** ST_OnOff: present without a value means true (ECMA-376 part 1, 17.17.4 and 18.18). */
export function isOn(property: XmlElement | undefined): boolean {
  if (property === undefined) return false;
  const { attributes } = property;
  const value = attributes.get('w:val') ?? attributes.get('w14:val') ?? attributes.get('val');
  return value === undefined || !['0', 'false', 'off'].includes(value);
}

export function writeXml(root: XmlElement): string {
  const prefixes = new Map<string, string>();
  for (const [uri, prefix] of NAMESPACE_PREFIXES) if (!prefixes.has(prefix)) prefixes.set(prefix, uri);
  const declarations = [...prefixes].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, `${declarations} xmlns:other="urn:other"`)}`;
}

function writeElement(node: XmlElement, declarations: string): string {
  let attributes = '';
  for (const [name, value] of node.attributes) {
    if (!name.startsWith('xmlns')) attributes += ` ${name}="${escapeXml(value)}"`;
  }
  let content = '';
  for (const inner of node.children) {
    content += isElement(inner) ? writeElement(inner, '') : escapeXml(inner);
  }
  return `<${node.name}${declarations}${attributes}>${content}</${node.name}>`;
}

const ESCAPED = /[&<>"\r]|[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u;

function escapeXml(text: string): string {
  if (!ESCAPED.test(text)) return text;
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;')
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd');
}
