/** What a style can do to a form's content: set it in a symbol font, hide it, or strike it through. */
import { isSymbolFont } from '../ooxml/symbol-text.js';
import { child, childElements, isOn, type XmlElement } from '../ooxml/xml-tree.js';

export interface RunLook {
  /** The font of Latin text where it is a symbol font; null for an ordinary font, undefined where nothing is said. */
  readonly symbolFont?: string | null;
  readonly hidden?: boolean;
  readonly struck?: boolean;
}

export type Styles = ReadonlyMap<string, RunLook>;

/** Styles that are based on one another in a ring would never end. */
const MAX_ANCESTORS = 20;

export function readStyles(part: XmlElement | undefined): Styles {
  const elements = new Map<string, XmlElement>();
  for (const style of part === undefined ? [] : childElements(part, 'w:style')) {
    elements.set(style.attributes.get('w:styleId') ?? '', style);
  }
  const styles = new Map<string, RunLook>();
  for (const id of elements.keys()) styles.set(id, inheritedLook(id, elements));
  return styles;
}

function inheritedLook(id: string, elements: ReadonlyMap<string, XmlElement>): RunLook {
  let look: RunLook = {};
  let style = elements.get(id);
  for (let step = 0; style !== undefined && step < MAX_ANCESTORS; step++) {
    look = { ...directLook(child(style, 'w:rPr')), ...look };
    style = elements.get(child(style, 'w:basedOn')?.attributes.get('w:val') ?? '');
  }
  return look;
}

/** The look that run properties give by themselves. */
export function directLook(properties: XmlElement | undefined): RunLook {
  const fonts = properties && child(properties, 'w:rFonts');
  const vanish = properties && child(properties, 'w:vanish');
  const strikes = ['w:strike', 'w:dstrike'].flatMap((name) => (properties && child(properties, name)) ?? []);
  const symbolFont = fonts && latinFont(fonts);
  return {
    ...(symbolFont === undefined ? {} : { symbolFont }),
    ...(vanish === undefined ? {} : { hidden: isOn(vanish) }),
    ...(strikes.length === 0 ? {} : { struck: strikes.some(isOn) }),
  };
}

function latinFont(fonts: XmlElement): string | null | undefined {
  // A theme font stands above a named one in the same slot (ECMA-376 part 1, 17.3.2.26), and is never a symbol font.
  const named = ['ascii', 'hAnsi'].map((slot) =>
    fonts.attributes.has(`w:${slot}Theme`) ? '' : fonts.attributes.get(`w:${slot}`),
  );
  const symbol = named.find((font) => font !== undefined && isSymbolFont(font));
  return symbol ?? (named.every((font) => font === undefined) ? undefined : null);
}

/** The look of a run: its own properties over its character style over its paragraph's style. */
export function runLook(run: XmlElement, paragraphStyle: string | undefined, styles: Styles): RunLook {
  const properties = child(run, 'w:rPr');
  const characterStyle = properties && child(properties, 'w:rStyle')?.attributes.get('w:val');
  return {
    ...styles.get(paragraphStyle ?? ''),
    ...styles.get(characterStyle ?? ''),
    ...directLook(properties),
  };
}
