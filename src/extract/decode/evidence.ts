/** What the bytes themselves say about their encoding: counts, no decisions about formats. */

/** Bytes that are looked at for statistics; more changes no answer. */
const SAMPLE_BYTES = 200_000;

/** Share of zero bytes from which text may be UTF-16: form text in it has line breaks, digits, blanks. */
const UTF16_ZERO_SHARE = 0.01;
/** Share of the zero bytes that must stand on the same side of the byte pairs. */
const UTF16_SIDE_SHARE = 0.9;
/** Share of characters that must be plausible once read as UTF-16. */
const UTF16_PLAUSIBLE_SHARE = 0.9;
/** Share of very common Chinese characters that shows UTF-16 without a single zero byte. */
const UTF16_COMMON_SHARE = 0.15;

const PLAUSIBLE =
  /[\t\n\r\u0020-\u007E\u00A0-\u00FF\u2000-\u27BF\u3000-\u3029\u3030\u4E00-\u9FFF\uFE30-\uFFEF]/;
/** The commonest characters of Chinese prose and of these forms. */
const VERY_COMMON = /[的一是在不了有和人这中大为上个国政府网站年度报表单位信息发布名称数量，。、：（）]/;

/** `utf-16le`, `utf-16be`, or null where the bytes are not UTF-16 without a byte order mark. */
export function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, SAMPLE_BYTES) & ~1);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return utf16WithoutZeros(sample);
  if (even + odd < sample.length * UTF16_ZERO_SHARE) return null;
  const order = odd > even ? 'utf-16le' : 'utf-16be';
  if (Math.max(even, odd) < (even + odd) * UTF16_SIDE_SHARE) return null;
  return shareOf(PLAUSIBLE, sample, order) >= UTF16_PLAUSIBLE_SHARE ? order : null;
}

/** A text of Chinese characters alone has no zero bytes. ASCII and GBK read as UTF-16 give rare ones. */
function utf16WithoutZeros(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  for (const order of ['utf-16le', 'utf-16be'] as const) {
    const plausible = shareOf(PLAUSIBLE, sample, order) >= UTF16_PLAUSIBLE_SHARE;
    if (plausible && shareOf(VERY_COMMON, sample, order) >= UTF16_COMMON_SHARE) return order;
  }
  return null;
}

function shareOf(kind: RegExp, sample: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(sample);
  let hits = 0;
  for (const char of text) if (kind.test(char)) hits += 1;
  return text.length === 0 ? 0 : hits / text.length;
}

export interface Utf8Sequences {
  /** Well-formed sequences of two bytes or more. */
  readonly sound: number;
  /** Bytes or runs of bytes that no UTF-8 sequence explains. */
  readonly broken: number;
  /** Whether the last broken one is a sequence that only lacks its end, as in a file cut off. */
  readonly endsCut: boolean;
}

/** Counts well-formed and broken UTF-8 sequences (RFC 3629, without its rarest exclusions). */
export function utf8Sequences(bytes: Uint8Array): Utf8Sequences {
  let sound = 0;
  let broken = 0;
  let endsCut = false;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const wanted = sequenceLength(lead);
    let have = 1;
    while (have < wanted && isContinuation(bytes[at + have])) have += 1;
    if (wanted > 0 && have === wanted) sound += 1;
    else {
      broken += 1;
      endsCut = wanted > 0 && at + have === bytes.length;
    }
    at += have;
  }
  return { sound, broken, endsCut };
}

/** Length that a lead byte announces, 0 for a byte that cannot lead. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}

export interface BytePairs {
  /** Of the pairs read as GBK, the share in GB 2312's symbols and its 3,755 common characters. */
  readonly gbShare: number;
  /** Of the pairs read as Big5, the share in its symbols and its 5,401 common characters. */
  readonly big5Share: number;
  /** Share of the bytes above 0x7F that stand alone between ASCII, as in a Latin text. */
  readonly loneShare: number;
}

/** How well the bytes above 0x7F fit the common ranges of the two Chinese double-byte encodings. */
export function pairsOf(bytes: Uint8Array): BytePairs {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  return {
    gbShare: pairShare(sample, (lead, trail) => lead >= 0xa1 && lead <= 0xd7 && trail >= 0xa1),
    big5Share: pairShare(
      sample,
      (lead, trail) =>
        lead >= 0xa1 &&
        lead <= 0xc6 &&
        ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe)),
    ),
    loneShare: loneShare(sample),
  };
}

function pairShare(sample: Uint8Array, common: (lead: number, trail: number) => boolean): number {
  let pairs = 0;
  let hits = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x81) continue;
    const trail = sample[at + 1] ?? 0;
    pairs += 1;
    if (common(lead, trail)) hits += 1;
    if (trail >= 0x40) at += 1;
  }
  return pairs === 0 ? 0 : hits / pairs;
}

function loneShare(sample: Uint8Array): number {
  const high = (at: number): boolean => (sample[at] ?? 0) > 0x7f;
  let all = 0;
  let lone = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (!high(at)) continue;
    all += 1;
    if (!high(at - 1) && !high(at + 1)) lone += 1;
  }
  return all === 0 ? 0 : lone / all;
}
