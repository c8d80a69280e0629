/** Web addresses: as filed without white space, the host in lower case, nothing added and nothing mended. */
import type { Reading } from '../../model/reading.js';
import { withoutWhiteSpace } from '../text.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';

const PARTS = /^([a-z][a-z0-9+.-]*:\/\/|\/\/)?([^/?#]+)(.*)$/isu;
/** A host: labels of letters (Chinese ones too, 海口.政务), digits and hyphens, an address in numbers, a port. */
const HOST = /^(?:[^@\s]+@)?[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*)(?:[.。][\p{L}\p{N}_-]+)+(?::\d{1,5})?\.?$/u;
/** Chinese sentences have dots as well; a host without Latin letters or digits ends in one of these. */
const CHINESE_ENDINGS = /[.。](?:政务|公益|中国|网址|公司|网络)$/u;
/** What editors put around an address: `<…>`, `[…](…)`. */
const MARKDOWN_LINK = /^\[[^\]]*\]\(([^)\s]+)\)$/u;
const ANGLE_BRACKETS = /^<(.+)>$/u;
const TRAILING_PUNCTUATION = /[。，；、,;]+$/u;

/** A number such as 3.5 looks like a host of two labels; an address in numbers has four. */
const ONLY_NUMBERS = /^[\d.]+(?::\d+)?$/u;
const FOUR_NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/u;

function isHost(host: string): boolean {
  if (!HOST.test(host) || (ONLY_NUMBERS.test(host) && !FOUR_NUMBERS.test(host))) return false;
  return !/\p{Script=Han}/u.test(host) || CHINESE_ENDINGS.test(host) || /\.[a-z]{2,}$/iu.test(host);
}

/** Reads one web address. */
export function readUrl(text: string): Reading {
  const written = withoutWhiteSpace(text);
  const bare = written
    .replace(MARKDOWN_LINK, '$1')
    .replace(ANGLE_BRACKETS, '$1')
    .replace(TRAILING_PUNCTUATION, '');
  const [, scheme = '', host = '', rest = ''] = PARTS.exec(bare) ?? [];
  if (!isHost(host)) return invalid(remark('not-an-address', 'warning', `no web address: ${text}`));
  if (/[,;，；、]https?:|(?<!^)https?:\/\/.*https?:\/\//iu.test(bare)) {
    return invalid(remark('several-addresses', 'warning', `more than one web address in the cell: ${text}`));
  }
  const strictness = bare === written ? STRICTNESS.plain : STRICTNESS.loose;
  return reported(`${scheme}${host.toLowerCase()}${rest}`, { strictness });
}
