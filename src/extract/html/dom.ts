/** The parsed page and the one way to walk it: without recursion, so that deep pages cannot end the program. */
import { type CheerioAPI, load } from 'cheerio';

export type PageRoot = NonNullable<ReturnType<CheerioAPI['root']>[0]>;
export type PageNode = PageRoot['children'][number];
export type PageElement = Extract<PageNode, { attribs: unknown }>;

/** Parses as browsers do: unclosed and misplaced tags are repaired. Nothing is fetched or run. */
export function parsePage(html: string): PageRoot {
  const root = load(html).root()[0];
  if (root === undefined) throw new TypeError('The HTML parser gave no document.');
  return root;
}

export function isElement(node: PageNode | PageRoot | null): node is PageElement {
  return node !== null && 'attribs' in node;
}

/** The text of a text node, the comment of a comment, else null. */
export function textOf(node: PageNode): string | null {
  return node.nodeType === 3 && 'data' in node ? node.data : null;
}

export function commentOf(node: PageNode): string | null {
  return node.nodeType === 8 && 'data' in node ? node.data : null;
}

export interface PageVisitor {
  /** Called before an element's children; false leaves them out, and `leave` with them. */
  enter(element: PageElement): boolean;
  leave(element: PageElement): void;
  text(text: string, parent: PageElement | null): void;
  comment?(comment: string): void;
}

/** Visits every node below `root` in document order. */
export function walkPage(root: PageRoot | PageElement, visitor: PageVisitor): void {
  let node: PageNode | null = root.children[0] ?? null;
  while (node !== null) {
    if (isElement(node)) {
      if (visitor.enter(node)) {
        const first: PageNode | undefined = node.children[0];
        if (first !== undefined) {
          node = first;
          continue;
        }
        visitor.leave(node);
      }
    } else visitCharacters(node, visitor);
    node = nextAfter(node, root, visitor);
  }
}

function visitCharacters(node: PageNode, visitor: PageVisitor): void {
  const text = textOf(node);
  if (text !== null)
    visitor.text(text, isElement(node.parent as PageNode | null) ? (node.parent as PageElement) : null);
  else visitor.comment?.(commentOf(node) ?? '');
}

/** The next node in document order that is no child of `node`; leaves the elements that end here. */
function nextAfter(node: PageNode, root: PageRoot | PageElement, visitor: PageVisitor): PageNode | null {
  let at: PageNode = node;
  while (at.next === null) {
    const parent = at.parent;
    if (parent === null || parent === root || !isElement(parent as PageNode)) return null;
    at = parent as PageElement;
    visitor.leave(at);
  }
  return at.next as PageNode;
}

/** All text below an element, as it stands in the source. */
export function allTextOf(element: PageElement): string {
  const parts: string[] = [];
  walkPage(element, { enter: () => true, leave: () => undefined, text: (text) => parts.push(text) });
  return parts.join('');
}
