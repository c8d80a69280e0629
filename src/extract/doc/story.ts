/**
 * The text of a story as paragraphs: deleted, hidden and struck text left out, fields resolved, symbols made characters,
 * and each paragraph with what it ends (a line, a cell or a row) and how deep in tables it stands.
 */
import { eqFieldText } from '../ooxml/eq-field.js';
import { isSymbolFont, symbolCharacter, symbolText } from '../ooxml/symbol-text.js';
import { formFieldText } from './form-field.js';
import type { RunFinder } from './formatted-runs.js';
import { type RowDefinition, readRowDefinition } from './row-definition.js';
import { isOnOperand, SPRM, type Sprm } from './sprms.js';
import type { Stretch, WordFile } from './word-file.js';

export interface WordParagraph {
  readonly text: string;
  readonly ends: 'paragraph' | 'cell' | 'row';
  /** Tables around it: 0 in the body. */
  readonly depth: number;
  /** Set where it ends a row. */
  readonly row: RowDefinition | null;
}

/** What its modifiers say of a run of characters. */
interface CharacterLook {
  readonly isDeleted: boolean;
  readonly isHidden: boolean;
  readonly isBordered: boolean;
  /** The font that its letters are taken from where that is a symbol font; null for an ordinary one. */
  readonly symbolFont: string | null;
  /** The character that stands in the place of a `(`; null where that is one. */
  readonly symbol: string | null;
}

/** What its modifiers say of a paragraph. */
type ParagraphLook = Omit<WordParagraph, 'text' | 'ends'> & {
  readonly endsRow: boolean;
  readonly endsInnerCell: boolean;
};

interface OpenField {
  instruction: string;
  inResult: boolean;
  form: string | null;
  shown: string | null;
}

/** Tables in tables beyond this are damage, not layout. */
const DEEPEST_TABLE = 16;
const SPACE = 0x20;
const CELL_END = '\x07';
const PARAGRAPH_END = '\r';
const PAGE_END = '\f';
const FIELD_BEGIN = '\x13';
const FIELD_SEPARATOR = '\x14';
const FIELD_END = '\x15';
const PICTURE = '\x01';
/** What is struck through was taken back: an option that does not apply. */
const NOT_READ = [SPRM.hidden, SPRM.struck, SPRM.doublyStruck];
/** Characters with a meaning of their own in Word's text ([MS-DOC] 2.4.1); note and object anchors show nothing. */
const SHOWN_AS: ReadonlyMap<string, string> = new Map([
  ['\x0b', '\n'],
  ['\x0e', '\n'],
  ['\x1e', '-'],
  ['\t', '\t'],
]);

export class StoryReader {
  readonly #file: WordFile;
  readonly #characters: RunFinder;
  readonly #paragraphs: RunFinder;
  #fields: OpenField[] = [];
  #text = '';
  /** Runs that are formatted alike share their modifiers. */
  readonly #characterLooks = new Map<readonly Sprm[], CharacterLook>();
  readonly #paragraphLooks = new Map<readonly Sprm[], ParagraphLook>();

  constructor(file: WordFile, characters: RunFinder, paragraphs: RunFinder) {
    this.#file = file;
    this.#characters = characters;
    this.#paragraphs = paragraphs;
  }

  read(story: readonly Stretch[]): readonly WordParagraph[] {
    this.#fields = [];
    this.#text = '';
    const paragraphs: WordParagraph[] = [];
    for (const stretch of story) {
      const { text, position, unit } = stretch;
      for (let start = 0, end = 0; start < text.length; start = end) {
        const run = this.#characters(position + start * unit);
        end = Math.min(text.length, Math.max(start + 1, Math.ceil((run.end - position) / unit)));
        this.#readRun(stretch, start, end, run.sprms, paragraphs);
      }
    }
    if (this.#text !== '') paragraphs.push({ text: this.#text, ends: 'paragraph', depth: 0, row: null });
    return paragraphs;
  }

  /** The characters from `start` to before `end`, which are formatted alike. */
  #readRun(
    { text, position, unit }: Stretch,
    start: number,
    end: number,
    sprms: readonly Sprm[],
    paragraphs: WordParagraph[],
  ): void {
    const look = this.#lookOf(sprms);
    let shown = start;
    for (let at = start; at < end; at++) {
      if (text.charCodeAt(at) >= SPACE) continue;
      this.#readText(text.slice(shown, at), look);
      shown = at + 1;
      const character = text.charAt(at);
      if (
        character === CELL_END ||
        character === PAGE_END ||
        (character === PARAGRAPH_END && !look.isDeleted)
      ) {
        paragraphs.push(this.#endParagraph(character, this.#paragraphs(position + at * unit).sprms));
      } else {
        this.#readControl(character, look, sprms);
      }
    }
    this.#readText(text.slice(shown, end), look);
  }

  #endParagraph(end: string, sprms: readonly Sprm[]): WordParagraph {
    const { depth, row, endsRow, endsInnerCell } = this.#paragraphLookOf(sprms);
    const endsCell = end === CELL_END || endsInnerCell;
    const text = this.#text;
    this.#text = '';
    return {
      text,
      ends: depth === 0 ? 'paragraph' : endsRow ? 'row' : endsCell ? 'cell' : 'paragraph',
      depth,
      row,
    };
  }

  #readText(text: string, look: CharacterLook): void {
    if (text !== '' && !look.isDeleted && !look.isHidden) this.#append(shownText(text, look));
  }

  #readControl(character: string, look: CharacterLook, sprms: readonly Sprm[]): void {
    if (look.isDeleted) return;
    if (character === FIELD_BEGIN) {
      this.#fields.push({ instruction: '', inResult: false, form: null, shown: null });
    } else if (character === FIELD_SEPARATOR) {
      this.#enterResult();
    } else if (character === FIELD_END) {
      this.#closeField();
    } else if (character === PICTURE) {
      this.#readFormField(sprms);
    } else if (!look.isHidden) {
      this.#append(SHOWN_AS.get(character) ?? '');
    }
  }

  /** Text goes to the innermost instruction that is open, or out; results that the field itself replaces go nowhere. */
  #append(text: string): void {
    const field = this.#fields.at(-1);
    if (field !== undefined && !field.inResult) field.instruction += text;
    else if (this.#fields.every((outer) => outer.inResult && outer.shown === null)) this.#text += text;
  }

  #readFormField(sprms: readonly Sprm[]): void {
    const field = this.#fields.at(-1);
    const location = sprms.findLast((sprm) => sprm.code === SPRM.pictureLocation)?.operand;
    if (field === undefined || field.inResult || location === undefined) return;
    if (/FORM(CHECKBOX|DROPDOWN)/i.test(field.instruction)) {
      field.form = formFieldText(this.#file.data, location.getUint32(0, true));
    }
  }

  #enterResult(): void {
    const field = this.#fields.at(-1);
    if (field === undefined || field.inResult) return;
    field.inResult = true;
    field.shown = field.form ?? eqFieldText(field.instruction);
  }

  #closeField(): void {
    this.#enterResult();
    const field = this.#fields.pop();
    if (field?.shown != null) this.#append(field.shown);
  }

  #lookOf(sprms: readonly Sprm[]): CharacterLook {
    const known = this.#characterLooks.get(sprms) ?? this.#readLook(sprms);
    this.#characterLooks.set(sprms, known);
    return known;
  }

  #paragraphLookOf(sprms: readonly Sprm[]): ParagraphLook {
    const known = this.#paragraphLooks.get(sprms) ?? readParagraphLook(sprms);
    this.#paragraphLooks.set(sprms, known);
    return known;
  }

  #readLook(sprms: readonly Sprm[]): CharacterLook {
    const font = sprms.findLast(({ code }) => code === SPRM.asciiFont || code === SPRM.otherFont)?.operand;
    const name = font === undefined ? '' : (this.#file.fonts[font.getUint16(0, true)] ?? '');
    const symbol = sprms.findLast(({ code }) => code === SPRM.symbol)?.operand;
    return {
      isDeleted: isSet(sprms, SPRM.deletedByRevision),
      isHidden: NOT_READ.some((code) => isSet(sprms, code)),
      isBordered: hasBorder(sprms),
      symbolFont: isSymbolFont(name) ? name : null,
      symbol: symbol === undefined ? null : this.#symbolCharacter(symbol),
    };
  }

  /** Number of its font, then the character's own, two bytes each ([MS-DOC] 2.9.49). */
  #symbolCharacter(operand: DataView): string {
    const font = this.#file.fonts[operand.getUint16(0, true)] ?? '';
    const code = operand.getUint16(2, true);
    return isSymbolFont(font) ? symbolCharacter(font, code) : String.fromCharCode(code);
  }
}

function readParagraphLook(sprms: readonly Sprm[]): ParagraphLook {
  const endsRow = isSet(sprms, SPRM.rowEnd) || isSet(sprms, SPRM.innerRowEnd);
  return {
    depth: tableDepth(sprms),
    row: endsRow ? readRowDefinition(sprms) : null,
    endsRow,
    endsInnerCell: isSet(sprms, SPRM.innerCellEnd),
  };
}

function shownText(text: string, look: CharacterLook): string {
  const { symbol, symbolFont, isBordered } = look;
  if (symbol === null && symbolFont === null && !isBordered) return text;
  return Array.from(text, (character) => shownAs(character, look)).join('');
}

function shownAs(character: string, { symbol, symbolFont, isBordered }: CharacterLook): string {
  if (character === '(' && symbol !== null) return symbol;
  const shown = symbolFont === null ? character : inFont(symbolFont, character);
  return isBordered ? boxed(shown) : shown;
}

function inFont(font: string, character: string): string {
  return character.length === 1
    ? symbolCharacter(font, character.charCodeAt(0))
    : symbolText(font, character);
}

function tableDepth(sprms: readonly Sprm[]): number {
  if (!isSet(sprms, SPRM.inTable)) return 0;
  const depth = sprms.findLast((sprm) => sprm.code === SPRM.tableDepth)?.operand;
  return Math.min(Math.max(1, depth?.getInt32(0, true) ?? 1), DEEPEST_TABLE);
}

function isSet(sprms: readonly Sprm[], code: number): boolean {
  const sprm = sprms.findLast((candidate) => candidate.code === code);
  return sprm !== undefined && isOnOperand(sprm.operand);
}

/** `brcType` 0 is no border; it stands at byte 1 of the old record and at byte 5 of the new one. */
function hasBorder(sprms: readonly Sprm[]): boolean {
  return sprms.some(({ code, operand }) => {
    if (code === SPRM.border80) return ![0, 0xff].includes(operand.getUint8(1));
    return code === SPRM.border && operand.byteLength > 5 && ![0, 0xff].includes(operand.getUint8(5));
  });
}

/** A border drawn round a tick is how some filers draw a ticked box. */
function boxed(character: string): string {
  return '√✓✔'.includes(character) ? '☑' : character;
}
