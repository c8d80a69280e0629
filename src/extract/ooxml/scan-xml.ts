/**
 * Reads the XML of office packages as a stream of events. Office XML has no document type, so one is refused
 * (that is where entity bombs and outside entities live); names come with the one prefix that this program uses
 * for their namespace, whatever prefix or edition (transitional, strict) the file has.
 */
import { ExtractionError } from '../../errors.js';

export type XmlAttributes = ReadonlyMap<string, string>;

export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
}

export const NAMESPACE_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 's'],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', 's'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag', 'xfpb'],
  ['urn:schemas-microsoft-com:vml', 'v'],
]);

/** Prefix of names in namespaces that nothing here reads. */
const OTHER = 'other';
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

type Scope = ReadonlyMap<string, string>;
const NO_SCOPE: Scope = new Map();
const NO_ATTRIBUTES: XmlAttributes = new Map();

export function scanXml(xml: string, part: string, maxDepth: number, handler: XmlHandler): void {
  const open: { readonly raw: string; readonly name: string; readonly scope: Scope }[] = [];
  for (const token of xml.matchAll(TOKEN)) {
    const [whole, cdata, slash, raw, tail = ''] = token;
    if (raw === undefined) {
      if (whole === '<!' || whole === '<') throw refusedMarkup(part, whole);
      if (open.length > 0 && (cdata !== undefined || !whole.startsWith('<'))) {
        handler.text(cdata ?? decodeEntities(whole, part));
      }
    } else if (slash === '/') {
      const element = open.pop();
      if (element?.raw !== raw) throw broken(part, `</${raw}> closes nothing`);
      handler.close(element.name);
    } else {
      const attributes = readAttributes(tail, part);
      const outer = open.at(-1)?.scope ?? NO_SCOPE;
      const scope = tail.includes('xmlns') ? enterScope(outer, attributes) : outer;
      const name = canonicalName(raw, scope, true);
      handler.open(name, tail.includes(':') ? canonicalAttributes(attributes, scope) : attributes);
      if (tail.endsWith('/')) handler.close(name);
      else open.push({ raw, name, scope });
      if (open.length > maxDepth) {
        throw new ExtractionError(
          'limit.xml',
          `The part ${part} nests elements more than ${maxDepth} deep: open the file and save it anew.`,
        );
      }
    }
  }
  if (open.length > 0) throw broken(part, 'it ends too early');
}

function readAttributes(tail: string, part: string): XmlAttributes {
  if (!tail.includes('=')) return NO_ATTRIBUTES;
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of tail.matchAll(ATTRIBUTE)) {
    attributes.set(name, decodeEntities(double ?? single ?? '', part));
  }
  return attributes;
}

function enterScope(outer: Scope, attributes: XmlAttributes): Scope {
  const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  const scope = new Map(outer);
  for (const [name, uri] of declared) {
    scope.set(name.slice('xmlns:'.length), NAMESPACE_PREFIXES.get(uri) ?? OTHER);
  }
  return scope;
}

function canonicalAttributes(attributes: XmlAttributes, scope: Scope): XmlAttributes {
  const canonical = new Map<string, string>();
  for (const [name, value] of attributes) canonical.set(canonicalName(name, scope, false), value);
  return canonical;
}

/** Attributes without a prefix are in no namespace; elements are in the default one. */
function canonicalName(raw: string, scope: Scope, element: boolean): string {
  const colon = raw.indexOf(':');
  if (colon < 0) {
    const prefix = element ? scope.get('') : undefined;
    return prefix === undefined ? raw : `${prefix}:${raw}`;
  }
  const prefix = raw.slice(0, colon);
  if (prefix === 'xml' || prefix === 'xmlns') return raw;
  return `${scope.get(prefix) ?? OTHER}:${raw.slice(colon + 1)}`;
}

const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const LAST_CODE_POINT = 0x10ffff;

function decodeEntities(text: string, part: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (_, hex, decimal, name) => {
    if (name !== undefined) {
      const character = NAMED_ENTITIES.get(name);
      if (character === undefined) throw broken(part, `it uses the unknown entity &${name};`);
      return character;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : '\ufffd';
  });
}

function refusedMarkup(part: string, token: string): ExtractionError {
  if (token === '<') return broken(part, 'a tag does not end');
  return new ExtractionError(
    'corrupt-input',
    `The part ${part} declares a document type, which office programs never write and hostile files do: open the file and save it anew.`,
  );
}

function broken(part: string, what: string): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    `The part ${part} is not well-formed XML (${what}): open the file and save it anew, or get it again from its source.`,
  );
}
