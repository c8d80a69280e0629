import { expect, test } from 'vitest';
import { chooseDefinitions } from '../../src/load/choose-definitions.js';
import { temporaryDatabase, writerOf } from './database.js';
import { sampleFiling, sha256Of } from './sample-filing.js';

interface Printed {
  readonly path: string;
  readonly template?: string;
  readonly text: string;
}

function chosenAmong(printed: readonly Printed[]): unknown {
  const db = temporaryDatabase();
  const writer = writerOf(db);
  for (const { path, template = 'work-2022', text } of printed) {
    const definition = { form: 'work', template, indicator: 'traffic.page_views', text } as const;
    writer.write(sampleFiling(path, path, { reports: [], definitions: [definition] }));
  }
  chooseDefinitions(db);
  const query = "SELECT definition FROM indicators WHERE key = 'traffic.page_views' AND form = 'work'";
  return db.prepare(query).pluck().get();
}

const damaged = { path: 'damaged', text: '网站总坊问量' };
const clean = { path: 'clean', text: '网站总访问量' };
const cleanToo = { path: 'clean too', text: '网站总访问量' };

test.each([[[damaged, clean, cleanToo]], [[cleanToo, clean, damaged]]])(
  'the wording that most documents share is chosen, whatever their order',
  (printed) => {
    expect(chosenAmong(printed)).toBe(clean.text);
  },
);

test('a newer template explains better than an older one', () => {
  const older = { ...clean, template: 'work-2019' };
  expect(chosenAmong([older, { ...cleanToo, template: 'work-2019' }, damaged])).toBe(damaged.text);
});

test('among equals the document with the smallest hash decides', () => {
  const [first] = [damaged, clean].sort((a, b) => (sha256Of(a.path) < sha256Of(b.path) ? -1 : 1));
  expect(chosenAmong([damaged, clean])).toBe(first?.text);
  expect(chosenAmong([clean, damaged])).toBe(first?.text);
});

test('a definition goes when the last document that prints it changes', () => {
  const db = temporaryDatabase();
  const writer = writerOf(db);
  writer.write(sampleFiling('a.txt', 'content'));
  chooseDefinitions(db);
  const query = db.prepare(
    "SELECT definition FROM indicators WHERE key = 'traffic.page_views' AND form = 'work'",
  );
  expect(query.pluck().get()).toBe('网站总访问量 content');
  writer.write(sampleFiling('a.txt', 'changed', { definitions: [] }));
  chooseDefinitions(db);
  expect(query.pluck().get()).toBeNull();
});
