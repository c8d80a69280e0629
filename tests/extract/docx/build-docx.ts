/** A `.docx` from the XML of its body, for constructs that no library writes. */
import { packZip } from '../../../src/extract/zip/pack-zip.js';

export interface DocxParts {
  readonly styles?: string;
  readonly header?: string;
  /** Replaces the whole main part. */
  readonly document?: string;
  readonly namespace?: string;
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DECLARATIONS = [
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function buildDocx(body: string, parts: DocxParts = {}): Buffer {
  const root = (name: string, content: string) =>
    `<w:${name} xmlns:w="${parts.namespace ?? TRANSITIONAL}" ${DECLARATIONS}>${content}</w:${name}>`;
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const links = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
  const files: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
      '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>' +
      '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
    '_rels/.rels': links(link('r1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': links(
      link('r1', 'styles', 'styles.xml') + link('r2', 'header', 'header1.xml'),
    ),
    'word/document.xml': parts.document ?? root('document', `<w:body>${body}</w:body>`),
    'word/styles.xml': root('styles', parts.styles ?? ''),
    'word/header1.xml': root('hdr', parts.header ?? ''),
  };
  return packZip(
    Object.entries(files).map(([name, content]) => ({ name, bytes: new TextEncoder().encode(content) })),
  );
}

export const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const paragraph = (...runs: readonly string[]) => `<w:p>${runs.join('')}</w:p>`;
export const cell = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
export const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`;
export const table = (...rows: readonly string[]) => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
const character = (type: string, content = '') =>
  `<w:r><w:fldChar w:fldCharType="${type}">${content}</w:fldChar></w:r>`;
/** A complex field; instructions may be runs of their own. */
export const field = (instruction: string, result = '', data = '') =>
  `${character('begin', data)}<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>` +
  `${character('separate')}${result}${character('end')}`;
