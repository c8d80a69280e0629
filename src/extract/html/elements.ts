/** What elements mean for reading: which are not shown, which start a new line, which carry a symbol font. */
import { isSymbolFont } from '../marks/symbol-font.js';
import type { PageElement } from './dom.js';

/** Never shown as text. `noscript` repeats what scripts draw; `template` is filled in by scripts. */
const NOT_SHOWN = new Set(
  'script style noscript template head base link meta object embed applet audio video canvas map area iframe frame noframes datalist colgroup col xml'.split(
    ' ',
  ),
);

/**
 * `del` marks a tracked deletion, in Word's pages as in the standard. What is struck through is taken back as well:
 * an option that does not apply, or a number that another was written beside.
 */
const DELETED = new Set(['del', 's', 'strike']);
const LINE_THROUGH = /line-through/i;
const NOT_SHOWN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary ul xmp listing plaintext'
  ).split(' '),
);

const KEEPS_WHITE_SPACE = new Set(['pre', 'xmp', 'listing', 'plaintext', 'textarea']);

export function isShown(element: PageElement): boolean {
  const name = element.name;
  if (NOT_SHOWN.has(name) || DELETED.has(name)) return false;
  if (name === 'input') return (attribute(element, 'type') ?? '').toLowerCase() !== 'hidden';
  if (attribute(element, 'hidden') !== undefined) return false;
  const style = attribute(element, 'style');
  return style === undefined || !(NOT_SHOWN_STYLE.test(style) || isStruck(style));
}

/**
 * Values of a property and of its longhands in a `style` attribute, in its order: `background-image` counts for
 * `background`.
 */
export function styleValues(style: string, property: string): string[] {
  return style.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    return name === property || name.startsWith(`${property}-`) ? [declaration.slice(colon + 1)] : [];
  });
}

function isStruck(style: string): boolean {
  return (
    LINE_THROUGH.test(style) &&
    styleValues(style, 'text-decoration').some((value) => LINE_THROUGH.test(value))
  );
}

/** Whether text before and after the element stands on other lines than its own. */
export function isBlock(element: PageElement): boolean {
  const display = /(?:^|;)\s*display\s*:\s*([\w-]+)/i.exec(attribute(element, 'style') ?? '')?.[1];
  if (display !== undefined && /^inline/i.test(display)) return false;
  return (
    BLOCKS.has(element.name) || (display !== undefined && /^(?:block|flex|grid|list-item)$/i.test(display))
  );
}

export function keepsWhiteSpace(element: PageElement): boolean {
  return (
    KEEPS_WHITE_SPACE.has(element.name) ||
    /white-space\s*:\s*(?:pre\b|pre-wrap|pre-line|break-spaces)/i.test(attribute(element, 'style') ?? '')
  );
}

/**
 * The font that an element sets: a symbol font's name, `''` for a font of letters, null where it sets none.
 * Word names the symbol font of a run in `mso-symbol-font-family` as well.
 */
export function symbolFontOf(element: PageElement): string | null {
  const style = attribute(element, 'style') ?? '';
  const symbol = /mso-symbol-font-family\s*:\s*([^;]+)/i.exec(style)?.[1];
  if (symbol !== undefined && isSymbolFont(symbol)) return symbol;
  const family = /(?:^|;)\s*font-family\s*:\s*([^;]+)/i.exec(style)?.[1] ?? attribute(element, 'face');
  if (family === undefined) return null;
  return isSymbolFont(family) ? family : '';
}

export function attribute(element: PageElement, name: string): string | undefined {
  return Object.hasOwn(element.attribs, name) ? element.attribs[name] : undefined;
}
