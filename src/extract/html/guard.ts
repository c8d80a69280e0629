/** Guards before the parser runs, and repairs of what the HTML parser would lose. */
import { LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';

/**
 * Elements open inside each other. Real pages stay under 60, with forgotten end tags under 1,000; the parser's
 * time grows with the square of the depth (30,000 open `div` take it 15 seconds).
 */
const DEEPEST_NESTING = 2_000;

const TAG = /<(\/?)([a-z][a-z0-9:]*)/gi;
/** Elements without content, or whose end tag the parser supplies: they do not nest in themselves. */
const NOT_NESTING = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr ' +
    'p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt html head body'
  ).split(' '),
);

/** Throws `LimitExceeded` for pages with too many elements or too deep a nesting. */
export function requireModestMarkup(html: string, limits: Pick<Limits, 'htmlNodes'>): void {
  if (hasFewTags(html, Math.min(DEEPEST_NESTING, limits.htmlNodes))) return;
  const open = new Map<string, number>();
  let depth = 0;
  let tags = 0;
  for (const [, slash, rawName = ''] of html.matchAll(TAG)) {
    const name = rawName.toLowerCase();
    if (slash === '') tags += 1;
    if (tags > limits.htmlNodes) throw tooMany(limits.htmlNodes);
    if (NOT_NESTING.has(name)) continue;
    const before = open.get(name) ?? 0;
    const after = Math.max(0, before + (slash === '' ? 1 : -1));
    open.set(name, after);
    depth += after - before;
    if (depth > DEEPEST_NESTING) throw tooDeep();
  }
}

/** Most pages have so few that neither limit can be reached, and need not be looked at tag by tag. */
function hasFewTags(html: string, few: number): boolean {
  let tags = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > few) return false;
  }
  return true;
}

function tooMany(limit: number): LimitExceeded {
  return new LimitExceeded(
    'html-nodes',
    `The page has more than ${limit} elements: save only the part that holds the form.`,
  );
}

function tooDeep(): LimitExceeded {
  return new LimitExceeded(
    'html-depth',
    `The page nests more than ${DEEPEST_NESTING} elements: save only the part that holds the form.`,
  );
}

const FIRST_ROW = /<(?:thead|tbody|tr|td|th)\b/i;
const SELF_CLOSED = /<([a-z][a-z0-9:]*)((?:\s[^<>]*)?)\/>/gi;
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** Rows without their table, as in a copied fragment: the parser would drop their tags. */
export function withTableAroundRows(html: string): string {
  if (/<table\b/i.test(html)) return html;
  const at = html.search(FIRST_ROW);
  return at === -1 ? html : `${html.slice(0, at)}<table>${html.slice(at)}`;
}

/** XHTML closes any element with `/>`; an HTML parser takes `<script/>` for one that never ends. */
export function withEndTags(xhtml: string): string {
  return xhtml.replace(SELF_CLOSED, (tag, name: string, attributes: string) =>
    VOID.has(name.toLowerCase()) ? tag : `<${name}${attributes}></${name}>`,
  );
}
