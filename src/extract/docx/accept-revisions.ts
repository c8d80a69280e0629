/**
 * The document as its last author left it: insertions stay, deletions go (text, rows, cells, paragraph marks), one
 * branch of each alternative stays, and wrappers that say nothing about a form are opened.
 */
import { addAll } from '../../add-all.js';
import {
  child,
  childElements,
  descendants,
  isElement,
  rewriteChildren,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../ooxml/xml-tree.js';

const DROPPED = new Set([
  'w:delText',
  'w:delInstrText',
  'w:proofErr',
  // Between rows, a bookmark makes mammoth give up all merges of the table.
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:annotationRef',
  // The number of a note would stick to the value before it.
  'w:footnoteReference',
  'w:endnoteReference',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
  'w:permStart',
  'w:permEnd',
  'w:softHyphen',
  'w:lastRenderedPageBreak',
]);
const OPENED = new Set([
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
  'w:fldSimple',
  'w:hyperlink',
]);

export function acceptRevisions(root: XmlElement): XmlElement {
  return rewriteChildren(root, (node) => {
    if (DROPPED.has(node.name) || isDeletedContent(node) || isDeletedPart(node)) return [];
    if (node.name === 'mc:AlternateContent') return chosenBranch(node).children;
    if (OPENED.has(node.name)) return node.children.filter((inner) => !isPropertiesOf(inner));
    return joinDeletedParagraphs(node);
  });
}

/** Without content, these stand among properties and mark a row or a paragraph as deleted. */
function isDeletedContent(node: XmlElement): boolean {
  return (node.name === 'w:del' || node.name === 'w:moveFrom') && node.children.length > 0;
}

function isPropertiesOf(node: XmlNode): boolean {
  return isElement(node) && /^w:(smartTag|customXml|fld)(Pr|Data)$/.test(node.name);
}

function isDeletedPart(node: XmlElement): boolean {
  if (node.name === 'w:tr') return child(node, 'w:trPr', 'w:del') !== undefined;
  return node.name === 'w:tc' && child(node, 'w:tcPr', 'w:cellDel') !== undefined;
}

/** A text box is written twice, for new and for old programs: the first branch with text is read, once. */
function chosenBranch(alternatives: XmlElement): XmlElement {
  const branches = childElements(alternatives);
  const withText = branches.find((branch) =>
    descendants(branch, 'w:t').some((text) => textOf(text).trim() !== ''),
  );
  return withText ?? branches[0] ?? alternatives;
}

/**
 * A paragraph whose mark was deleted runs on into the next (ECMA-376 part 1, 17.13.5.15), but never out of its
 * cell, where mammoth would carry it.
 */
function joinDeletedParagraphs(container: XmlElement): XmlElement {
  if (!container.children.some((node) => isElement(node) && hasDeletedMark(node))) return container;
  const joined: XmlNode[] = [];
  let carried: XmlNode[] = [];
  for (const node of container.children) {
    if (isElement(node) && hasDeletedMark(node)) {
      addAll(
        carried,
        node.children.filter((inner) => !isElement(inner) || inner.name !== 'w:pPr'),
      );
    } else if (isElement(node) && node.name === 'w:p') {
      joined.push({ ...node, children: [...carried, ...node.children] });
      carried = [];
    } else {
      joined.push(node);
    }
  }
  if (carried.length > 0) joined.push({ name: 'w:p', attributes: new Map(), children: carried });
  return { ...container, children: joined };
}

function hasDeletedMark(node: XmlElement): boolean {
  return node.name === 'w:p' && child(node, 'w:pPr', 'w:rPr', 'w:del') !== undefined;
}
