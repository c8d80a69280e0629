/** The ways in which filers tick: glyphs, brackets, mark before or after the words, Wingdings as plain letters. */

export interface MarkStyle {
  readonly id: string;
  readonly ticked: string;
  readonly unticked: string;
  readonly side: 'before' | 'after';
}

function before(id: string, ticked: string, unticked: string): MarkStyle {
  return { id, ticked, unticked, side: 'before' };
}

export const MARK_STYLES = {
  ballot: before('ballot', '☑', '□'),
  lightBallot: before('light-ballot', '☑', '☐'),
  crossed: before('crossed', '☒', '☐'),
  root: before('root', '√', '□'),
  rootAlone: before('root-alone', '√', ''),
  check: before('check', '✓', '□'),
  heavyCheck: before('heavy-check', '✔', '☐'),
  square: before('square', '■', '□'),
  circle: before('circle', '●', '○'),
  bracketX: before('bracket-x', '[x]', '[ ]'),
  bracketRoot: before('bracket-root', '[√]', '[ ]'),
  /** The letters that Wingdings 2 draws as a ticked and an empty box, once the font is lost. */
  wingdingsRaw: before('wingdings-raw', 'R', '£'),
  wingdingsPrivate: before('wingdings-private', '\uf0fe', '\uf0a8'),
  roundBracket: { id: 'round-bracket', ticked: '（√）', unticked: '（　）', side: 'after' },
  ballotAfter: { id: 'ballot-after', ticked: '☑', unticked: '□', side: 'after' },
  rootAfter: { id: 'root-after', ticked: '√', unticked: '', side: 'after' },
} as const satisfies Record<string, MarkStyle>;

export const ALL_MARK_STYLES: readonly MarkStyle[] = Object.values(MARK_STYLES);

/** An option as characters. */
export function optionText(style: MarkStyle, label: string, ticked: boolean): string {
  const mark = ticked ? style.ticked : style.unticked;
  return style.side === 'before' ? mark + label : label + mark;
}

/** An option as an HTML check box followed by its words, as Markdown OCR and web pages print it. */
export function optionInput(label: string, ticked: boolean): string {
  return `<input ${ticked ? 'checked="" ' : ''}type="checkbox"/> ${label}`;
}
