import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectedResult, withResults, workedQuestions } from '../../scripts/worked-questions.js';
import { corpusDatabase } from '../export/corpus-database.js';

const corpus = corpusDatabase();
const DOCUMENTS = ['analysis.md', 'analysis.zh-CN.md'] as const;

function fileOf(name: string): URL {
  return new URL(`../../docs/${name}`, import.meta.url);
}

describe.each(DOCUMENTS)('docs/%s', (name) => {
  const questions = workedQuestions(readFileSync(fileOf(name), 'utf8'));

  test('has ten questions, each with a query and a result', () => {
    expect(questions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each(questions)(
    '$number. $title: the result is what the corpus gives (UPDATE=1 writes it)',
    (question) => {
      if (process.env.UPDATE) {
        writeFileSync(fileOf(name), withResults(readFileSync(fileOf(name), 'utf8'), corpus.db));
      } else {
        expect(question.result).toBe(expectedResult(corpus.db, question));
      }
    },
  );
});

test('both languages ask the same', () => {
  const [english, chinese] = DOCUMENTS.map((name) =>
    workedQuestions(readFileSync(fileOf(name), 'utf8')).map(({ sql }) => sql),
  );
  expect(chinese).toEqual(english);
});
