/**
 * Which office format an OLE2 compound file is, by the names in its directory ([MS-CFB] 2.6): old Word and
 * Excel, WPS, and the wrapper around password-protected files.
 */

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
const DIRECTORY_ENTRY_BYTES = 128;
/** Sector numbers from here up are marks for free sectors and chain ends. */
const FIRST_SPECIAL_SECTOR = 0xfffffffa;
/** Header slots for the sectors that hold the allocation table; larger files continue elsewhere. */
const HEADER_TABLE_SLOTS = 109;
/** Directory sectors that are followed: 64 hold more entries than any filing has. */
const MOST_DIRECTORY_SECTORS = 64;

export function isCompoundFile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** `doc`, `xls`, `ppt`, `wps`, `encrypted`, or `unknown`. */
export function compoundFormat(bytes: Uint8Array): string {
  const directory = new Set(directoryNames(bytes).map((name) => name.toLowerCase()));
  const names = directory.size > 0 ? directory : scannedNames(bytes);
  if (names.has('encryptedpackage')) return 'encrypted';
  if (names.has('worddocument')) return 'doc';
  if (names.has('workbook') || names.has('book')) return 'xls';
  if (names.has('powerpoint document')) return 'ppt';
  // WPS writes Word's streams today; its own older ones are told by their names.
  return [...names].some((name) => /^wps|^matost|^kso|^et_/.test(name)) || names.has('contents')
    ? 'wps'
    : 'unknown';
}

function directoryNames(bytes: Uint8Array): string[] {
  if (bytes.length < 512) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 2 ** view.getUint16(30, true);
  if (sectorBytes !== 512 && sectorBytes !== 4096) return [];
  const names: string[] = [];
  const seen = new Set<number>();
  let sector = view.getUint32(48, true);
  while (sector < FIRST_SPECIAL_SECTOR && !seen.has(sector) && seen.size < MOST_DIRECTORY_SECTORS) {
    seen.add(sector);
    const start = (sector + 1) * sectorBytes;
    if (start >= bytes.length) break;
    for (
      let at = start;
      at + DIRECTORY_ENTRY_BYTES <= Math.min(start + sectorBytes, bytes.length);
      at += DIRECTORY_ENTRY_BYTES
    ) {
      const name = entryName(bytes, view, at);
      if (name !== '') names.push(name);
    }
    sector = nextSector(bytes, view, sector, sectorBytes);
  }
  return names;
}

/** An entry's name: UTF-16, its length in bytes with the closing zero at offset 64; '' for a free entry. */
function entryName(bytes: Uint8Array, view: DataView, at: number): string {
  const length = view.getUint16(at + 64, true);
  if (length < 2 || length > 64 || bytes[at + 66] === 0) return '';
  return new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2));
}

/** The sector after this one by the file allocation table; a chain end where the table is damaged. */
function nextSector(bytes: Uint8Array, view: DataView, sector: number, sectorBytes: number): number {
  const perSector = sectorBytes / 4;
  const slot = Math.floor(sector / perSector);
  if (slot >= HEADER_TABLE_SLOTS) return FIRST_SPECIAL_SECTOR;
  const tableSector = view.getUint32(76 + slot * 4, true);
  const at = (tableSector + 1) * sectorBytes + (sector % perSector) * 4;
  return tableSector >= FIRST_SPECIAL_SECTOR || at + 4 > bytes.length
    ? FIRST_SPECIAL_SECTOR
    : view.getUint32(at, true);
}

/** Stream names searched as bytes, for a file whose directory is cut off or damaged. */
function scannedNames(bytes: Uint8Array): Set<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = ['EncryptedPackage', 'WordDocument', 'Workbook', 'Book', 'PowerPoint Document'];
  return new Set(
    known
      .filter((name) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')))
      .map((name) => name.toLowerCase()),
  );
}
