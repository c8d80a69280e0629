import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { sortingInLittleMemory } from '../../src/load/sorting-memory.js';

const cacheOf = (db: Database.Database) => Number(db.pragma('cache_size', { simple: true }));

describe('sortingInLittleMemory', () => {
  it('takes less memory while the work runs, and as much as before afterwards', () => {
    const db = new Database(':memory:');
    db.pragma('cache_size = -32000');
    let during = 0;
    sortingInLittleMemory(db, () => {
      during = cacheOf(db);
    });
    expect(during).toBe(-2000);
    expect(cacheOf(db)).toBe(-32_000);
  });

  it('gives the memory back where the work fails', () => {
    const db = new Database(':memory:');
    db.pragma('cache_size = -32000');
    const fail = () =>
      sortingInLittleMemory(db, () => {
        throw new Error('disk full');
      });
    expect(fail).toThrow('disk full');
    expect(cacheOf(db)).toBe(-32_000);
  });
});
