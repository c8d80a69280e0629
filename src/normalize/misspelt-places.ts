/**
 * Names that begin nearly like the place that the report's site code stands for: 南丁市 for 南宁市. Recognisers exchange
 * characters that look alike, and nothing else in a name tells it.
 */
import type { FieldDraft } from './field-draft.js';
import { regionName, regionOfSiteCode } from './regions.js';
import { remark } from './values/outcome.js';

/** A shorter name differs from others by one character. */
const SHORTEST_NAME = 3;
/** Names as long as this are cut before their last character: 恩施土家族苗族自治州 is 恩施土家族苗族自治 in an account's. */
const OFTEN_CUT = 5;
/** Quotation marks before the name of an account or site. */
const OPENING = /^[\s“”"‘'《【（(]+/u;
/** Characters of a name for each that may be another. */
const CHARACTERS_PER_SLIP = 4;

/** The same drafts, with a remark and a doubt for each text that begins with a place nearly spelt. */
export function withMisspeltPlaces(drafts: readonly FieldDraft[]): readonly FieldDraft[] {
  const code = drafts.find(({ indicator }) => indicator.key === 'site.id_code')?.value;
  const region = typeof code === 'string' ? regionOfSiteCode(code) : null;
  const names = region === null ? null : regionName(region);
  if (names === null) return drafts;
  const places = [names.province, names.city, names.county].filter((name) => name !== null);
  return drafts.map((draft) => {
    const { indicator, value } = draft;
    const slip = indicator.type === 'text' && typeof value === 'string' ? misspelt(value, places) : null;
    if (slip === null) return draft;
    const message = `${slip.written} is nearly ${slip.place}, the place of the site code: a character may be misread`;
    return {
      ...draft,
      features: { ...draft.features, misspeltPlace: 1 },
      remarks: [...draft.remarks, remark('misspelt-place', 'warning', message)],
    };
  });
}

/** @param places from the largest to the smallest: a name has one or more of them at its beginning */
function misspelt(text: string, places: readonly string[]): { written: string; place: string } | null {
  let rest = text.replace(OPENING, '');
  for (const place of places) {
    if (rest.startsWith(place)) {
      rest = rest.slice(place.length);
      continue;
    }
    if (place.length < SHORTEST_NAME) continue;
    const asked = place.length < OFTEN_CUT ? place : place.slice(0, -1);
    const written = rest.slice(0, asked.length);
    // 市, 县 and 区 tell other places.
    const isOfKind = asked !== place || written.at(-1) === place.at(-1);
    if (isOfKind && isNearly(written, asked)) return { written, place };
  }
  return null;
}

/** As long, and other in a character or two. */
function isNearly(written: string, asked: string): boolean {
  const slips = [...asked].filter((char, at) => char !== written[at]).length;
  const most = Math.max(1, Math.floor(asked.length / CHARACTERS_PER_SLIP));
  return written.length === asked.length && slips > 0 && slips <= most;
}
