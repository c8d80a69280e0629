/**
 * Names of zip entries: decoded as their maker meant them, and refused where they point outside the archive.
 * Chinese Windows writes names in GBK without saying so; only the UTF-8 flag or strict UTF-8 tells them apart.
 */
import type { Entry } from 'yauzl';
import { ExtractionError } from '../../errors.js';

/** Bit 11 of the general-purpose flags: name and comment are UTF-8 (APPNOTE.TXT 4.4.4). */
const UTF8_FLAG = 0x0800;
/** Info-ZIP Unicode Path extra field: version, CRC-32 of the raw name, then the name in UTF-8. */
const UNICODE_PATH_FIELD = 0x7075;
const UNICODE_PATH_HEADER_BYTES = 5;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');
const gb18030 = new TextDecoder('gb18030');

/** The entry's path with `/` separators; throws where it is absolute or climbs out of the archive. */
export function entryName(entry: Entry): string {
  const name = decodeName(entry).replaceAll('\\', '/');
  const parts = name.split('/');
  if (name === '' || name.includes('\0') || /^(\/|[a-z]:)/i.test(name) || parts.includes('..')) {
    throw new ExtractionError(
      'corrupt-input',
      `The archive has an entry named ${JSON.stringify(name.slice(0, 80))}, which points outside it: ` +
        'unpack it by hand, check what it holds, and import the folder.',
    );
  }
  return name;
}

function decodeName(entry: Entry): string {
  const unicodePath = entry.extraFields.find((field) => field.id === UNICODE_PATH_FIELD)?.data;
  if (unicodePath !== undefined && unicodePath.length > UNICODE_PATH_HEADER_BYTES) {
    return looseUtf8.decode(unicodePath.subarray(UNICODE_PATH_HEADER_BYTES));
  }
  if (entry.generalPurposeBitFlag & UTF8_FLAG) return looseUtf8.decode(entry.fileNameRaw);
  try {
    return strictUtf8.decode(entry.fileNameRaw);
  } catch {
    return gb18030.decode(entry.fileNameRaw);
  }
}
