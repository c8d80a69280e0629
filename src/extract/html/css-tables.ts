/**
 * Tables that are drawn without `table`: divs with `display: table`, rows of grid columns, definition lists, ARIA
 * roles. Renamed in place to what they stand for, so that one reader serves all.
 */
import { allTextOf, isElement, type PageElement, type PageRoot, walkPage } from './dom.js';
import { attribute } from './elements.js';

type Part = 'table' | 'row-group' | 'row' | 'cell';

/** Characters of one cell above which a grid column is a region of the page and no cell. */
const LONGEST_CELL = 400;
/** Neighbouring rows from which grid rows are a table; page headers have one or two. */
const FEWEST_GRID_ROWS = 3;

const ROLES: Readonly<Record<string, Part>> = {
  table: 'table',
  grid: 'table',
  rowgroup: 'row-group',
  row: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
};
const DISPLAYS: Readonly<Record<string, Part>> = {
  table: 'table',
  'inline-table': 'table',
  'table-row-group': 'row-group',
  'table-header-group': 'row-group',
  'table-footer-group': 'row-group',
  'table-row': 'row',
  'table-cell': 'cell',
};
/** Class names of the common grid systems: Bootstrap, layui, Element, Ant Design. */
const GRID_ROW = /(?:^|\s)(?:row(?:-fluid)?|layui-row|el-row|ant-row|tr|table-row|t-row)(?:\s|$)/i;
const GRID_CELL =
  /(?:^|\s)(?:col(?:-[\w-]+)?|span\d{1,2}|layui-col-[\w-]+|el-col(?:-[\w-]+)?|ant-col(?:-[\w-]+)?|td|th|cell|table-cell|t-cell)(?:\s|$)/i;
const TAG_OF: Readonly<Record<Part, string>> = {
  table: 'table',
  'row-group': 'tbody',
  row: 'tr',
  cell: 'td',
};

/** Renames the elements of drawn tables to `table`, `tbody`, `tr` and `td`. */
export function drawDivTables(page: PageRoot): void {
  const parents: PageElement[] = [];
  const styles: PageElement[] = [];
  walkPage(page, {
    enter: (element) => {
      (element.name === 'style' ? styles : parents).push(element);
      return element.name !== 'table' && element.name !== 'style';
    },
    leave: () => undefined,
    text: () => undefined,
  });
  const displays = classDisplays(styles);
  for (const parent of parents) {
    if (parent.name === 'dl') drawDefinitionList(parent);
    else drawRows(parent, displays);
  }
}

/** `display` values that the page's own style sheets give to classes; selectors of one class only. */
function classDisplays(styles: readonly PageElement[]): ReadonlyMap<string, Part> {
  const displays = new Map<string, Part>();
  for (const style of styles) {
    const rules = allTextOf(style).matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/g);
    for (const [, name = '', body = ''] of rules) {
      const part = DISPLAYS[/(?:^|;|\s)display\s*:\s*([\w-]+)/i.exec(body)?.[1]?.toLowerCase() ?? ''];
      if (part !== undefined) displays.set(name, part);
    }
  }
  return displays;
}

function partOf(element: PageElement, displays: ReadonlyMap<string, Part>): Part | null {
  const role = ROLES[attribute(element, 'role') ?? ''];
  if (role !== undefined) return role;
  const style = /(?:^|;)\s*display\s*:\s*([\w-]+)/i.exec(attribute(element, 'style') ?? '')?.[1];
  const styled = DISPLAYS[style?.toLowerCase() ?? ''];
  if (styled !== undefined) return styled;
  const names = attribute(element, 'class') ?? '';
  const named = names
    .split(/\s+/)
    .map((name) => displays.get(name))
    .find((part) => part !== undefined);
  if (named !== undefined) return named;
  return GRID_ROW.test(names) ? 'row' : GRID_CELL.test(names) ? 'cell' : null;
}

/** Groups of neighbouring rows below `parent` become tables: the parent itself where it holds nothing else. */
function drawRows(parent: PageElement, displays: ReadonlyMap<string, Part>): void {
  if (parent.name === 'table' || parent.name === 'tr' || parent.name === 'tbody') return;
  const children = parent.children.filter(isElement);
  const rows = children.filter((child) => partOf(child, displays) === 'row' && isDataRow(child, displays));
  if (rows.length < FEWEST_GRID_ROWS) return;
  for (const row of rows) {
    for (const cell of row.children.filter(isElement)) cell.name = TAG_OF.cell;
    row.name = TAG_OF.row;
  }
  for (const group of neighbours(children, new Set(rows))) wrapInTable(parent, group);
}

/** Two cells or more, nothing else, and no cell with the size or the content of a page region. */
function isDataRow(row: PageElement, displays: ReadonlyMap<string, Part>): boolean {
  const cells = row.children.filter(isElement);
  if (cells.length < 2) return false;
  return cells.every((cell) => {
    if (partOf(cell, displays) !== 'cell' || cell.name === 'table') return false;
    return !holdsRegions(cell) && allTextOf(cell).trim().length <= LONGEST_CELL;
  });
}

function holdsRegions(cell: PageElement): boolean {
  let found = false;
  walkPage(cell, {
    enter: (element) => {
      found ||= element.name === 'table' || GRID_ROW.test(attribute(element, 'class') ?? '');
      return !found;
    },
    leave: () => undefined,
    text: () => undefined,
  });
  return found;
}

function neighbours(children: readonly PageElement[], rows: ReadonlySet<PageElement>): PageElement[][] {
  const groups: PageElement[][] = [];
  let open = false;
  for (const child of children) {
    if (rows.has(child)) {
      if (!open) groups.push([]);
      groups.at(-1)?.push(child);
    }
    open = rows.has(child);
  }
  return groups;
}

/** Puts a `table` around neighbouring children of `parent`. */
function wrapInTable(parent: PageElement, group: readonly PageElement[]): void {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return;
  const from = parent.children.indexOf(first);
  const to = parent.children.indexOf(last);
  const inside = parent.children.slice(from, to + 1);
  // A clone of a row is the cheapest way to an element of the parser's own kind.
  const table = Object.assign(Object.create(Object.getPrototypeOf(first)), first, {
    name: 'table',
    attribs: {},
    children: inside,
    prev: first.prev,
    next: last.next,
    parent,
  }) as PageElement;
  if (first.prev !== null) first.prev.next = table;
  if (last.next !== null) last.next.prev = table;
  first.prev = null;
  last.next = null;
  for (const child of inside) child.parent = table;
  parent.children.splice(from, inside.length, table);
}

/** `<dl>` as a table with a row a term: the term, then its descriptions. */
function drawDefinitionList(list: PageElement): void {
  const entries = list.children.filter(isElement);
  const terms = entries.filter((entry) => entry.name === 'dt').length;
  const descriptions = entries.filter((entry) => entry.name === 'dd').length;
  if (terms < 1 || descriptions < terms / 2 || terms + descriptions !== entries.length) return;
  // One term alone with a whole region of the page is its menu.
  if (terms === 1 && (holdsRegions(list) || allTextOf(list).trim().length > LONGEST_CELL)) return;
  let group: PageElement[] = [];
  const groups: PageElement[][] = [];
  for (const entry of entries) {
    if (entry.name === 'dt') {
      group = [];
      groups.push(group);
    }
    group.push(entry);
  }
  for (const members of groups) {
    for (const member of members) member.name = 'td';
    wrapInTable(list, members);
    const row = members[0]?.parent;
    if (row !== null && row !== undefined && isElement(row as PageElement)) (row as PageElement).name = 'tr';
  }
  list.name = 'table';
}
