/** Legacy form fields: the state of a check box, the chosen entry of a drop-down list ([MS-DOC] 2.9.78, FFData). */
import { viewOf } from './word-file.js';

/** Header of a picture record (`lcb`, `cbHeader`, 62 bytes), after which the field's record begins. */
const DEFAULT_HEADER_BYTES = 68;
const CHECK_BOX = 1;
const DROP_DOWN = 2;
/** `iRes`: the field was never touched, its default holds. */
const UNTOUCHED = 25;
const EXTENDED_STRINGS = 0xffff;
/** Mark of UTF-16 strings, their number, bytes of extra data with each. */
const LIST_HEADER_BYTES = 6;
/** Format, help, status, entry and exit macro: strings between the default and the list's entries. */
const STRINGS_BEFORE_LIST = 5;

/** What the field shows whose picture record stands at `location`; null where it is none of these or is damaged. */
export function formFieldText(data: Uint8Array, location: number): string | null {
  return unlessDamaged(() => {
    const view = viewOf(data);
    return readFormField(view, location + (view.getUint16(location + 4, true) || DEFAULT_HEADER_BYTES));
  });
}

/** The same for the field's record alone, as Word puts it into web pages. */
export function formDataText(data: Uint8Array): string | null {
  return unlessDamaged(() => readFormField(viewOf(data), 0));
}

function unlessDamaged(read: () => string | null): string | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** @param start of the record: its version, four bytes */
function readFormField(view: DataView, start: number): string | null {
  let at = start + 4;
  const bits = view.getUint16(at, true);
  const type = bits & 3;
  const result = (bits >> 2) & 0x1f;
  if (type !== CHECK_BOX && type !== DROP_DOWN) return null;
  at = skipString(view, at + 6);
  const value = result === UNTOUCHED ? view.getUint16(at, true) : result;
  if (type === CHECK_BOX) return value === 1 ? '☑' : '☐';
  at += 2;
  for (let index = 0; index < STRINGS_BEFORE_LIST; index++) at = skipString(view, at);
  return listEntry(view, at, value);
}

/** A string with its length before it and a zero behind it. */
function skipString(view: DataView, at: number): number {
  return at + 2 + view.getUint16(at, true) * 2 + 2;
}

function listEntry(view: DataView, start: number, wanted: number): string | null {
  if (view.getUint16(start, true) !== EXTENDED_STRINGS) return null;
  const count = view.getUint16(start + 2, true);
  let at = start + LIST_HEADER_BYTES;
  for (let index = 0; index < count; index++) {
    const length = view.getUint16(at, true);
    at += 2;
    if (index === wanted) {
      const units = Array.from({ length }, (_, unit) => view.getUint16(at + unit * 2, true));
      return String.fromCharCode(...units);
    }
    at += length * 2;
  }
  return null;
}
