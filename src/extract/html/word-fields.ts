/**
 * Fields that Word hides in comments of its web pages (`<!--[if supportFields]>`): ticks laid over boxes, form check
 * boxes and lists. A browser shows nothing in their place; a person who opens the page in Word sees them.
 */
import { formDataText } from '../doc/form-field.js';
import { eqFieldText } from '../ooxml/eq-field.js';

const FIELD_CODES = /^\[if\s+supportFields\]>/i;
/** The record of a form field, in hexadecimal digits, stands in a comment of its own. */
const FORM_DATA = /<w:data>\s*([0-9a-f\s]+)<\/w:data>/i;
const FIELD_MARK = /<span\b[^>]*mso-element:\s*field-(begin|separator|end)[^>]*>/gi;
const FORM_FIELD = /^\s*FORM(?:CHECKBOX|DROPDOWN)\b/i;
/** Word nests a handful; a page may try more. */
const DEEPEST = 50;

interface OpenField {
  instruction: string;
  inResult: boolean;
  data: string | null;
}

export class WordFields {
  readonly #open: OpenField[] = [];

  /** Reads a comment of the page; what the fields that end in it show, as text. */
  read(comment: string): string {
    if (FIELD_CODES.test(comment)) return this.#readCodes(comment.replace(FIELD_CODES, ''));
    const field = this.#open.at(-1);
    const data = field && FORM_DATA.exec(comment)?.[1];
    if (field && data) field.data = data;
    return '';
  }

  #readCodes(codes: string): string {
    let shown = '';
    let last = 0;
    for (const match of codes.matchAll(FIELD_MARK)) {
      this.#addInstruction(codes.slice(last, match.index));
      last = match.index + match[0].length;
      shown += this.#turn(match[1] ?? '');
    }
    this.#addInstruction(codes.slice(last));
    return shown;
  }

  /** At a field's begin, separator or end; what it shows at its end. */
  #turn(mark: string): string {
    const field = this.#open.at(-1);
    switch (mark.toLowerCase()) {
      case 'begin':
        if (this.#open.length < DEEPEST) this.#open.push({ instruction: '', inResult: false, data: null });
        return '';
      case 'separator':
        if (field) field.inResult = true;
        return '';
      default:
        this.#open.pop();
        return field ? shownBy(field) : '';
    }
  }

  #addInstruction(markup: string): void {
    const field = this.#open.at(-1);
    if (field === undefined || field.inResult) return;
    field.instruction += markup.replace(/<[^>]*>/g, '').replace(/&nbsp;/g, ' ');
  }
}

function shownBy({ instruction, data }: OpenField): string {
  if (data !== null && FORM_FIELD.test(instruction)) {
    return formDataText(Buffer.from(data.replace(/\s+/g, ''), 'hex')) ?? '';
  }
  return eqFieldText(instruction) ?? '';
}
