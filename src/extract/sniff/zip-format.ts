/** Which format a zip archive is, by the names in its central directory; nothing is inflated. */

/** End of central directory record: signature, then 18 bytes, then a comment of up to 65,535 bytes. */
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

/** Names that are looked at; an office file shows itself in the first dozens. */
const MOST_NAMES = 4_096;

interface Entry {
  readonly name: string;
  /** Where its local header starts. */
  readonly offset: number;
}

export function isZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  // `PK\5\6` alone is an empty archive.
  return (bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6);
}

/** `docx`, `xlsx`, `pptx`, `odt`, `ods`, `ofd`, or `zip` for any other archive. */
export function zipFormat(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = centralEntries(bytes, view);
  // A file cut off has lost its directory: its local headers still name the first entries.
  const names = (entries.length > 0 ? entries : localEntries(bytes, view)).map(({ name }) => name);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/i)) return 'docx';
  if (has(/^xl\/workbook\.(xml|bin)$/i)) return 'xlsx';
  if (has(/^ppt\/presentation\.xml$/i)) return 'pptx';
  if (has(/^OFD\.xml$/i)) return 'ofd';
  return openDocumentFormat(bytes, view, entries) ?? looseOfficeFormat(has) ?? 'zip';
}

/** Truncated or unusual office packages, whose main part is under another name. */
function looseOfficeFormat(has: (pattern: RegExp) => boolean): string | null {
  if (!has(/^\[Content_Types\]\.xml$/i)) return null;
  if (has(/^word\//i)) return 'docx';
  return has(/^xl\//i) ? 'xlsx' : null;
}

/** OpenDocument says what it is in an uncompressed entry `mimetype`, or in the names of its parts. */
function openDocumentFormat(bytes: Uint8Array, view: DataView, entries: readonly Entry[]): string | null {
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  if (mimetype === undefined) return null;
  const at = mimetype.offset;
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) return null;
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const declared = nameOf(bytes.subarray(start, start + 80));
  if (declared.startsWith('application/vnd.oasis.opendocument.text')) return 'odt';
  return declared.startsWith('application/vnd.oasis.opendocument.spreadsheet') ? 'ods' : null;
}

function centralEntries(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const end = endRecord(bytes, view);
  if (end === null) return [];
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  while (entries.length < MOST_NAMES && at + ENTRY_BYTES <= bytes.length) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) break;
    const nameLength = view.getUint16(at + 28, true);
    const name = nameOf(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    entries.push({ name, offset: view.getUint32(at + 42, true) });
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endRecord(bytes: Uint8Array, view: DataView): number | null {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return null;
}

/** Entries by their local headers, found by signature, since sizes may be in a trailing descriptor. */
function localEntries(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + LOCAL_BYTES <= bytes.length && entries.length < MOST_NAMES; at += 1) {
    if (bytes[at] !== 0x50 || view.getUint32(at, true) !== LOCAL_SIGNATURE) continue;
    const nameLength = view.getUint16(at + 26, true);
    entries.push({
      name: nameOf(bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + nameLength)),
      offset: at,
    });
  }
  return entries;
}

/** Only ASCII names matter here; some Windows programs write `\` between folders. */
function nameOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes).replaceAll('\\', '/');
}
