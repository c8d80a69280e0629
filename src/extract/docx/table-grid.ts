/** Tables as mammoth understands them: cells skipped at a row's ends filled in, cells merged the old way (`w:hMerge`) made one. */
import {
  child,
  childElements,
  element,
  isElement,
  rewriteChildren,
  type XmlElement,
} from '../ooxml/xml-tree.js';

/** Word's own bound on the columns of a table. */
const MAX_COLUMNS = 63;

export function regularTables(root: XmlElement): XmlElement {
  return rewriteChildren(root, (node) => {
    if (node.name === 'w:tbl') return { ...node, children: childElements(node, 'w:tr') };
    return node.name === 'w:tr' ? regularRow(node) : node;
  });
}

function regularRow(row: XmlElement): XmlElement {
  const before = skipped(row, 'w:gridBefore');
  const cells: XmlElement[] = before > 0 ? [emptyCell(before)] : [];
  for (const cell of childElements(row, 'w:tc')) {
    const previous = cells.at(-1);
    if (mergeState(cell, 'w:hMerge') === 'continue' && previous !== undefined) {
      cells[cells.length - 1] = withSpan(previous, span(previous) + span(cell));
    } else {
      cells.push(withSpan(cell, span(cell)));
    }
  }
  return { ...row, children: cells };
}

function skipped(row: XmlElement, name: string): number {
  return clampColumns(Number(child(row, 'w:trPr', name)?.attributes.get('w:val') ?? 0));
}

function span(cell: XmlElement): number {
  return Math.max(1, clampColumns(Number(child(cell, 'w:tcPr', 'w:gridSpan')?.attributes.get('w:val') ?? 1)));
}

function clampColumns(columns: number): number {
  return Number.isInteger(columns) && columns > 0 ? Math.min(columns, MAX_COLUMNS) : 0;
}

/** `w:vMerge` and `w:hMerge` without a value mean that the cell goes on with the one before. */
function mergeState(cell: XmlElement, name: string): 'restart' | 'continue' | null {
  const merge = child(cell, 'w:tcPr', name);
  if (merge === undefined) return null;
  return merge.attributes.get('w:val') === 'restart' ? 'restart' : 'continue';
}

function withSpan(cell: XmlElement, columns: number): XmlElement {
  const vertical = mergeState(cell, 'w:vMerge');
  const properties = element('w:tcPr', {}, [
    element('w:gridSpan', { 'w:val': String(columns) }),
    ...(vertical === null ? [] : [element('w:vMerge', { 'w:val': vertical })]),
  ]);
  const content = cell.children.filter((node) => isElement(node) && node.name !== 'w:tcPr');
  return { ...cell, children: [properties, ...content] };
}

function emptyCell(columns: number): XmlElement {
  return withSpan(element('w:tc', {}, [element('w:p')]), columns);
}
