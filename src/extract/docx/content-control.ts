/** Content controls: a check box is its state, a prompt to fill in is nothing, all else is what it holds. */
import {
  child,
  childElements,
  element,
  isOn,
  rewriteChildren,
  type XmlElement,
  type XmlNode,
} from '../ooxml/xml-tree.js';

/** The nodes that stand in the control's place. */
export function readControl(control: XmlElement): readonly XmlNode[] {
  const properties = child(control, 'w:sdtPr');
  const content = child(control, 'w:sdtContent');
  if (content === undefined) return [];
  const checkBox = properties && child(properties, 'w14:checkbox');
  if (checkBox !== undefined) return asCheckBox(content, isOn(child(checkBox, 'w14:checked') ?? NOT_CHECKED));
  if (isOn(properties && child(properties, 'w:showingPlcHdr'))) return withoutText(content);
  return content.children;
}

const NOT_CHECKED = element('w14:checked', { 'w14:val': '0' });

/** The control may stand in a paragraph, round a paragraph or round a cell: only its text is replaced. */
function asCheckBox(content: XmlElement, checked: boolean): readonly XmlNode[] {
  const mark = element('w:r', {}, [element('w:t', {}, [checked ? '☑' : '☐'])]);
  const blocks = childElements(content).filter((node) => node.name === 'w:p' || node.name === 'w:tc');
  if (blocks.length === 0) return [mark];
  let placed = false;
  return rewriteChildren(content, (node) => {
    if (node.name === 'w:r') return [];
    if (node.name !== 'w:p' || placed) return node;
    placed = true;
    return { ...node, children: [...node.children, mark] };
  }).children;
}

/** `单击此处输入文字` is Word's prompt in an empty control, not an answer. */
function withoutText(content: XmlElement): readonly XmlNode[] {
  return rewriteChildren(content, (node) => (node.name === 'w:r' ? [] : node)).children;
}
