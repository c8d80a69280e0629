/**
 * The HTML parts of a MIME message (RFC 2045, 2046), as bytes in their own encoding. Written out here since mail
 * libraries decode by the declared character set, which web archives state wrongly as often as pages do.
 */

/** Multiparts inside multiparts; browsers nest one, mail clients two. */
const DEEPEST_MULTIPART = 5;
/** Parts of one message; a page with its pictures has under 200. */
const MOST_PARTS = 2_000;

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  /** One character a byte. */
  readonly body: string;
}

/** Bodies of all `text/html` parts, in order, transfer encoding undone. */
export function htmlParts(bytes: Uint8Array): Uint8Array[] {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .trimStart();
  const found: Uint8Array[] = [];
  collect(parsePart(message.replace(/^ï»¿/, '')), 0, found);
  return found;
}

function collect(part: Part, depth: number, found: Uint8Array[]): void {
  const type = part.headers.get('content-type') ?? '';
  if (/^\s*multipart\//i.test(type) && depth < DEEPEST_MULTIPART) {
    for (const inner of splitParts(part.body, boundaryOf(type, part.body)))
      collect(parsePart(inner), depth + 1, found);
    return;
  }
  if (/^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type)) found.push(decodedBody(part));
}

function parsePart(source: string): Part {
  const gap = /\r?\n[ \t]*\r?\n/.exec(source);
  const head = gap === null ? source : source.slice(0, gap.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: gap === null ? '' : source.slice(gap.index + gap[0].length) };
}

/** The declared boundary, or the first line that looks like one where the header was lost. */
function boundaryOf(type: string, body: string): string | null {
  const declared = /\bboundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  return declared?.[1] ?? declared?.[2] ?? /^--([^\s-][^\r\n]{0,120})$/m.exec(body)?.[1]?.trim() ?? null;
}

function splitParts(body: string, boundary: string | null): string[] {
  if (boundary === null) return [];
  const parts = `\n${body}`.split(`\n--${boundary}`).slice(1, MOST_PARTS);
  // What follows a boundary is its line end, or `--` after the last part.
  return parts.filter((part) => !part.startsWith('--')).map((part) => part.replace(/^[ \t]*\r?\n/, ''));
}

function decodedBody(part: Part): Uint8Array {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding.includes('base64')) return Buffer.from(part.body, 'base64');
  return Buffer.from(encoding.includes('quoted-printable') ? unquoted(part.body) : part.body, 'latin1');
}

/** Quoted-printable: `=E7` is a byte, `=` at a line's end joins it with the next. */
function unquoted(body: string): string {
  return body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
