/** One piece of a filing repeated some hundred thousand times: read in time that grows with the length, and with no crash. */
import { expect, test } from 'vitest';
import { readFiling } from '../../src/pipeline.js';
import { processorTime } from '../processor-time.js';

const HEAD = '政府网站工作年度报表\n（2022年度）\n\n';
/** Characters of a file. What takes the square of its length takes a minute here and more. */
const LENGTH = 500_000;
/** Milliseconds of processor time; the slowest takes a fifth of it. */
const ENOUGH = 15_000;

const repeated = (piece: string, length = LENGTH): string => piece.repeat(Math.ceil(length / piece.length));
const inCell = (content: string): string => `<table><tr><td>网站名称</td><td>${content}</td></tr></table>`;
const styled = (style: string): string => `<html><body><p><i style="${style}"></i>甲</p></body></html>`;
const TABLE = '<table><tr><td>甲</td><td>乙</td></tr></table>';

test.each<[string, string]>([
  ['titles', HEAD + repeated('政府网站工作年度报表\n')],
  ['lines', HEAD + repeated('甲\n')],
  ['paragraphs between tables', HEAD + repeated('甲\n|甲|乙|\n', 100_000)],
  ['cells of a row', `${HEAD}\t甲\n\n\t乙\n\n\t丙\n\n\t丁\n\n\t${repeated('\t')}\n`],
  ['bars', HEAD + repeated('|\n')],
  ['drawn rows', HEAD + repeated('│甲\n')],
  ['openings of formulas', HEAD + repeated('\\(')],
  ['dollars and commands', HEAD + repeated('$\\square')],
  ['commands after one dollar', `${HEAD}$${repeated('\\square ')}`],
  ['labels', HEAD + repeated('网站名称\n首页网址\n主办单位\n', 200_000)],
  ['marks', `<p>${repeated('☑')}</p>`],
  ['line breaks', inCell(repeated('<br>'))],
  ['spans', inCell(repeated('<b>甲</b>'))],
  ['tables', repeated(`<p>甲</p>${TABLE}`)],
  ['tables in rows', `<table>${repeated(`<tr><td>${TABLE.repeat(2)}</td></tr>`)}</table>`],
  ['captions', `<table><caption>${repeated('<p>甲</p>')}</caption><tr><td>甲</td></tr></table>`],
  ['backgrounds', styled(repeated('background:url('))],
  ['decorations', styled(`${repeated('text-decoration:')};line-through`)],
])('%s are read, or refused by a limit, in time that grows with their number', async (_, text) => {
  const start = processorTime();
  const { document } = await readFiling({ path: 'repeated', bytes: new TextEncoder().encode(text) });
  expect(processorTime() - start).toBeLessThan(ENOUGH);
  if (document.status === 'failed') expect(document.error).toContain('limit of');
  else expect(document.status).toBe('loaded');
});
