/** Property modifiers of Word's binary format ([MS-DOC] 2.2.5): an opcode that tells its operand's length, and the operand. */

export interface Sprm {
  readonly code: number;
  readonly operand: DataView;
}

/** Those that say something about a form's content. */
export const SPRM = {
  deletedByRevision: 0x0800,
  struck: 0x0837,
  doublyStruck: 0x2a53,
  hidden: 0x083c,
  symbol: 0x6a09,
  pictureLocation: 0x6a03,
  asciiFont: 0x4a4f,
  otherFont: 0x4a51,
  border80: 0x6865,
  border: 0xca72,
  inTable: 0x2416,
  rowEnd: 0x2417,
  tableDepth: 0x6649,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  tableDefinition: 0xd608,
  verticalMerge: 0xd62b,
  horizontalMerge: 0x5624,
  hugeProperties: 0x6646,
} as const;

/** The others, most of them about looks, are passed over. */
const TELLING: ReadonlySet<number> = new Set(Object.values(SPRM));

/** `sprmPChgTabs`: a length of 255 means that two counted lists follow. */
const CHANGE_TABS = 0xc615;
const UNCOUNTED = 255;
/** Bytes of an operand by the top three bits of the opcode; 6 is variable. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, null, 3] as const;

/**
 * Those of a list that `SPRM` names. Stops at the first modifier that runs over the end: what came before it still
 * holds.
 */
export function readSprms(list: Uint8Array): readonly Sprm[] {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const sprms: Sprm[] = [];
  let at = 0;
  while (at + 2 < list.length) {
    const code = view.getUint16(at, true);
    at += 2;
    const fixed = OPERAND_BYTES[code >> 13] ?? null;
    const [start, length] = fixed === null ? variableOperand(view, code, at) : [at, fixed];
    if (start + length > list.length) break;
    if (TELLING.has(code)) {
      sprms.push({ code, operand: new DataView(list.buffer, list.byteOffset + start, length) });
    }
    at = start + length;
  }
  return sprms;
}

function variableOperand(view: DataView, code: number, at: number): readonly [start: number, length: number] {
  if (code === SPRM.tableDefinition) {
    // Its length has two bytes and counts one too many ([MS-DOC] 2.9.315).
    return at + 2 <= view.byteLength ? [at + 2, Math.max(0, view.getUint16(at, true) - 1)] : [at, 2];
  }
  const counted = view.getUint8(at);
  if (code !== CHANGE_TABS || counted !== UNCOUNTED) return [at + 1, counted];
  const deleted = view.getUint8(at + 1);
  const addedAt = at + 2 + deleted * 4;
  const added = addedAt < view.byteLength ? view.getUint8(addedAt) : 0;
  return [at + 1, 2 + deleted * 4 + added * 3];
}

export function isOnOperand(operand: DataView): boolean {
  const value = operand.getUint8(0);
  return value === 1 || value === 0x81;
}
