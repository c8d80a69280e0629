/**
 * Names of administrative regions by their six-digit code (GB/T 2260), for telling which place a site code speaks of.
 * The list and its sources are described in `regions/README.md`.
 */
import { readFileSync } from 'node:fs';
import { remembering } from './remember.js';

const REGIONS_FILE = new URL('./regions/gbt2260.tsv', import.meta.url);

/** Stand-ins that the standard uses where a level has no region of its own: 110100 is 市辖区, 469000 省直辖县级行政区划. */
const PLACEHOLDER = /^(市辖区|县|(省|自治区)直辖县级行政(区划|单位))$/;

/** Characters, far beyond the longest name: 15 at present. */
const LONGEST_NAME = 60;

export interface RegionName {
  readonly province: string;
  /** Null for provinces, and for counties that stand right under their province (北京市东城区, 仙桃市). */
  readonly city: string | null;
  readonly county: string | null;
}

let rowsOfFile: string | null = null;

/** Read on first use, so that runs without site codes do not pay for it. */
function rows(): string {
  rowsOfFile ??= readFileSync(REGIONS_FILE, 'utf8');
  return rowsOfFile;
}

/** The row of a code is looked for in the text: one filing asks for two or three of four thousand. */
const nameOf = remembering((code): string | undefined => {
  const start = `\n${code}\t`;
  const at = rows().indexOf(start);
  if (at === -1) return undefined;
  const [name] = /^[^\t\n]*/.exec(rows().slice(at + start.length, at + start.length + LONGEST_NAME)) ?? [];
  return name;
});

function ownName(code: string): string | null {
  const name = nameOf(code);
  return name === undefined || PLACEHOLDER.test(name) ? null : name;
}

/** Whether `code6` is, or once was, the code of a province, city or county. */
export function isKnownRegion(code6: string): boolean {
  return nameOf(code6) !== undefined;
}

/** The names that `code6` stands for, from the province down; null where the code is not known. */
export function regionName(code6: string): RegionName | null {
  if (!isKnownRegion(code6)) return null;
  const province = ownName(`${code6.slice(0, 2)}0000`);
  if (province === null) return null;
  const isProvince = code6.endsWith('0000');
  const isCounty = !code6.endsWith('00');
  return {
    province,
    city: isProvince ? null : ownName(`${code6.slice(0, 4)}00`),
    county: isCounty ? ownName(code6) : null,
  };
}

/** Every code of the list, abolished ones included, in its order. */
export function regionCodes(): Iterable<string> {
  return Array.from(rows().matchAll(/^\d{6}(?=\t)/gm), ([code]) => code);
}

/** The first six digits of a site code where they name a known region; null for ministries (`bm…`) and unknown codes. */
export function regionOfSiteCode(siteCode: string): string | null {
  const [code6] = /^\d{6}/.exec(siteCode) ?? [];
  return code6 !== undefined && isKnownRegion(code6) ? code6 : null;
}
