/**
 * The text of a story as paragraphs: deleted and hidden text left out, fields resolved, symbols made characters,
 * and each paragraph with what it ends (a line, a cell or a row) and how deep in tables it stands.
 */
import { eqFieldText } from '../ooxml/eq-field.js';
import { isSymbolFont, symbolCharacter, symbolText } from '../ooxml/symbol-text.js';
import { formFieldText } from './form-field.js';
import type { RunFinder } from './formatted-runs.js';
import { type RowDefinition, readRowDefinition } from './row-definition.js';
import { isOnOperand, SPRM, type Sprm } from './sprms.js';
import type { Character, WordFile } from './word-file.js';

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

interface OpenField {
  instruction: string;
  inResult: boolean;
  form: string | null;
  shown: string | null;
}

/** Tables in tables beyond this are damage, not layout. */
const DEEPEST_TABLE = 16;
const CELL_END = '\x07';
const PARAGRAPH_END = '\r';
const PAGE_END = '\f';
const FIELD_BEGIN = '\x13';
const FIELD_SEPARATOR = '\x14';
const FIELD_END = '\x15';
const PICTURE = '\x01';
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
  /** The look of the latest run, which the next character mostly has too. */
  #look: { readonly of: readonly Sprm[]; readonly look: CharacterLook } | null = null;

  constructor(file: WordFile, characters: RunFinder, paragraphs: RunFinder) {
    this.#file = file;
    this.#characters = characters;
    this.#paragraphs = paragraphs;
  }

  read(story: readonly Character[]): readonly WordParagraph[] {
    this.#fields = [];
    this.#text = '';
    const paragraphs: WordParagraph[] = [];
    for (const character of story) {
      const sprms = this.#characters(character.position);
      if (character.text === PARAGRAPH_END || character.text === CELL_END || character.text === PAGE_END) {
        if (character.text === PARAGRAPH_END && isSet(sprms, SPRM.deletedByRevision)) continue;
        paragraphs.push(this.#endParagraph(character));
      } else {
        this.#readCharacter(character.text, sprms);
      }
    }
    if (this.#text !== '') paragraphs.push({ text: this.#text, ends: 'paragraph', depth: 0, row: null });
    return paragraphs;
  }

  #endParagraph(end: Character): WordParagraph {
    const sprms = this.#paragraphs(end.position);
    const depth = tableDepth(sprms);
    const endsRow = isSet(sprms, SPRM.rowEnd) || isSet(sprms, SPRM.innerRowEnd);
    const endsCell = end.text === CELL_END || isSet(sprms, SPRM.innerCellEnd);
    const text = this.#text;
    this.#text = '';
    return {
      text,
      ends: depth === 0 ? 'paragraph' : endsRow ? 'row' : endsCell ? 'cell' : 'paragraph',
      depth,
      row: endsRow ? readRowDefinition(sprms) : null,
    };
  }

  #readCharacter(character: string, sprms: readonly Sprm[]): void {
    const look = this.#lookOf(sprms);
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
      this.#append(shownAs(character, look));
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
    if (this.#look?.of !== sprms) this.#look = { of: sprms, look: this.#readLook(sprms) };
    return this.#look.look;
  }

  #readLook(sprms: readonly Sprm[]): CharacterLook {
    const font = sprms.findLast(({ code }) => code === SPRM.asciiFont || code === SPRM.otherFont)?.operand;
    const name = font === undefined ? '' : (this.#file.fonts[font.getUint16(0, true)] ?? '');
    const symbol = sprms.findLast(({ code }) => code === SPRM.symbol)?.operand;
    return {
      isDeleted: isSet(sprms, SPRM.deletedByRevision),
      isHidden: isSet(sprms, SPRM.hidden),
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

function shownAs(character: string, { symbol, symbolFont, isBordered }: CharacterLook): string {
  if (character === '(' && symbol !== null) return symbol;
  const special = SHOWN_AS.get(character);
  if (special !== undefined) return special;
  if (character < ' ' || character === '\x1f') return '';
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
