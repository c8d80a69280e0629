/**
 * Rewrites `word/document.xml` so that everything a reader would see on paper stands in it as plain paragraphs,
 * tables and characters, before mammoth, which drops much of what Chinese forms use, makes HTML of it.
 */
import { child, childElements, descendants, element, textOf, type XmlElement } from '../ooxml/xml-tree.js';
import { acceptRevisions } from './accept-revisions.js';
import { resolveFields } from './fields.js';
import { plainRuns } from './plain-runs.js';
import type { Styles } from './styles.js';
import { regularTables } from './table-grid.js';
import { liftTextBoxes } from './text-boxes.js';

export function rewriteStory(story: XmlElement, styles: Styles): XmlElement {
  return regularTables(liftTextBoxes(resolveFields(plainRuns(acceptRevisions(story), styles))));
}

/** The body, with the page header before it where the document begins with a table: the title then stands there. */
export function documentWithHeader(document: XmlElement, header: XmlElement | undefined): XmlElement {
  const body = child(document, 'w:body') ?? element('w:body');
  const blocks = childElements(body).filter((node) => node.name !== 'w:sectPr');
  const firstTable = blocks.findIndex((node) => node.name === 'w:tbl');
  const titled = blocks.slice(0, Math.max(0, firstTable)).some((node) => textOf(node).trim() !== '');
  const heading = header !== undefined && firstTable >= 0 && !titled ? childElements(header, 'w:p') : [];
  return element('w:document', {}, [element('w:body', {}, [...heading, ...blocks])]);
}

export function countCells(document: XmlElement): number {
  return descendants(document, 'w:tbl').reduce((sum, table) => sum + cellsOf(table), 0);
}

function cellsOf(table: XmlElement): number {
  const cells = descendants(table, 'w:tc');
  return cells.length + cells.reduce((sum, cell) => sum + countCells(cell), 0);
}
