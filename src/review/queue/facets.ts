/** What the filters of the queue offer: the years, places, templates and kinds of source that the database has. */
import type { Indicator } from '../../model/indicator.js';
import { cityName, type ProvinceName, provinceName } from '../overview/provinces.js';
import type { ListedReport } from './report-list.js';

export interface Facets {
  readonly years: readonly (number | null)[];
  readonly provinces: readonly (ProvinceName & {
    readonly cities: readonly { code: string; name: string }[];
  })[];
  readonly templates: readonly string[];
  readonly sources: readonly string[];
  readonly indicators: readonly { key: string; form: string; section: string; label: string; type: string }[];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

export function facetsOf(reports: readonly ListedReport[], indicators: readonly Indicator[]): Facets {
  const codes = distinct(reports.map(({ regionCode }) => regionCode)).filter((code) => code !== null);
  const cities = distinct(codes.map((code) => code.slice(0, 4)))
    .filter((code) => !code.endsWith('00'))
    .sort();
  const forms = new Set(reports.map(({ form }) => form));
  return {
    years: distinct(reports.map(({ year }) => year)).sort((a, b) => (b ?? 0) - (a ?? 0)),
    provinces: distinct(codes.map((code) => code.slice(0, 2)))
      .sort()
      .map((code) => ({
        ...provinceName(code),
        cities: cities
          .filter((city) => city.startsWith(code))
          .map((city) => ({ code: city, name: cityName(city) })),
      })),
    templates: distinct(reports.map(({ template }) => template)).sort(),
    sources: distinct(reports.flatMap(({ sourceKind }) => (sourceKind ? [sourceKind] : []))).sort(),
    indicators: indicators
      .filter(({ form }) => forms.has(form))
      .map(({ key, form, section, label, type }) => ({ key, form, section, label, type })),
  };
}
