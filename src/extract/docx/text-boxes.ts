/**
 * Drawn objects: the text of a text box is lifted into the flow where the box is anchored, a lone mark into its
 * line and anything longer behind its paragraph; what is only a picture is counted.
 */
import { addAll } from '../../add-all.js';
import {
  childElements,
  descendants,
  mapChildren,
  rewriteChildren,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../ooxml/xml-tree.js';

const DRAWN = new Set(['w:drawing', 'w:pict', 'w:object']);
/** `√`, `☑ ` in a box of its own: put over the printed box that it ticks. */
const LONGEST_INLINE_MARK = 2;

export function liftTextBoxes(root: XmlElement): XmlElement {
  return rewriteChildren(root, (node) => (node.name === 'w:p' ? liftFromParagraph(node) : node));
}

function liftFromParagraph(paragraph: XmlElement): XmlElement | readonly XmlNode[] {
  const lifted: XmlElement[] = [];
  const rest = liftFromRun(paragraph, lifted);
  return lifted.length > 0 ? [rest, ...lifted] : rest;
}

/** What is left of a paragraph or run; what is lifted from it goes into `lifted`. */
function liftFromRun(node: XmlElement, lifted: XmlElement[]): XmlElement {
  return mapChildren(node, (inner) => {
    if (!DRAWN.has(inner.name)) return liftFromRun(inner, lifted);
    const blocks = descendants(inner, 'w:txbxContent').flatMap((content) => childElements(content));
    const text = blocks.map(textOf).join('').trim();
    if (text.length <= LONGEST_INLINE_MARK) return blocks.flatMap((block) => descendants(block, 'w:t'));
    addAll(lifted, blocks);
    return [];
  });
}

/** Pictures in the document: a form may be one, or a tick may. */
export function countPictures(root: XmlElement): number {
  return descendants(root, 'a:blip').length + descendants(root, 'v:imagedata').length;
}
