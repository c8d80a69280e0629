/** The `regions` table: names of places, so that reports can be counted by province, city and county. */
import { regionCodes, regionName } from '../normalize/regions.js';
import type { Connection } from './connection.js';

interface RegionRow {
  readonly code: string;
  readonly province: string;
  readonly city: string | null;
  readonly county: string | null;
}

export function regionRows(): RegionRow[] {
  return [...regionCodes()].flatMap((code) => {
    const name = regionName(code);
    return name === null ? [] : [{ code, ...name }];
  });
}

export function storeRegions(db: Connection): void {
  db.exec('DELETE FROM regions');
  const insert = db.prepare(
    'INSERT INTO regions (code, province, city, county) VALUES (@code, @province, @city, @county)',
  );
  for (const row of regionRows()) insert.run(row);
}
