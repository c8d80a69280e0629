/** What the filters of the queue offer: the years, places, templates and kinds of source that the database has. */
import type { Connection } from '../../load/open.js';
import type { Indicator } from '../../model/indicator.js';
import { cityName, type ProvinceName, provinceName } from '../overview/provinces.js';

interface OfferedIndicator {
  readonly key: string;
  readonly form: string;
  readonly section: string;
  readonly label: string;
  readonly type: string;
  /** Id → label of a choice's options. */
  readonly options: Readonly<Record<string, string>>;
}

export interface Facets {
  readonly years: readonly (number | null)[];
  readonly provinces: readonly (ProvinceName & {
    readonly cities: readonly { code: string; name: string }[];
  })[];
  readonly templates: readonly string[];
  readonly sources: readonly string[];
  readonly indicators: readonly OfferedIndicator[];
}

/** Distinct values of a column; the tables have a row a report, so this stays quick. */
function distinct<T>(db: Connection, column: string, source = 'reports'): T[] {
  return db.prepare(`SELECT DISTINCT ${column} FROM ${source} ORDER BY 1`).pluck().all() as T[];
}

export function readFacets(db: Connection, indicators: readonly Indicator[]): Facets {
  const codes = distinct<string>(db, 'substr(region_code, 1, 4)', 'reports WHERE region_code IS NOT NULL');
  const cities = codes.filter((code) => !code.endsWith('00'));
  const forms = new Set(distinct<string>(db, 'form'));
  return {
    years: distinct<number | null>(db, 'year').reverse(),
    provinces: [...new Set(codes.map((code) => code.slice(0, 2)))].map((code) => ({
      ...provinceName(code),
      cities: cities
        .filter((city) => city.startsWith(code))
        .map((city) => ({ code: city, name: cityName(city) })),
    })),
    templates: distinct<string>(db, 'template'),
    sources: distinct<string>(
      db,
      'source_kind',
      "documents WHERE kind = 'filing' AND source_kind IS NOT NULL",
    ),
    indicators: indicators
      .filter(({ form }) => forms.has(form))
      .map(({ key, form, section, label, type, options }) => ({
        key,
        form,
        section,
        label,
        type,
        options: Object.fromEntries(options.map((option) => [option.id, option.label])),
      })),
  };
}
