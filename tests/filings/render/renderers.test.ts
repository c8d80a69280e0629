/** Every deterministic format gives the same bytes for the same seed, opens again, and holds what was answered. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import mammoth from 'mammoth';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldId, TEMPLATES } from '../filing.js';
import { generateFiling } from '../generate.js';
import { drawVariation, PLAIN_VARIATION } from '../layout/variation.js';
import { RENDERERS, renderFiling } from './renderers.js';

const DETERMINISTIC = Object.values(RENDERERS).filter((renderer) => renderer.deterministic);
const FILING = generateFiling({ template: 'work-2019', seed: 5 });
const VISITORS = FILING.answers.get(fieldId('traffic.unique_visitors'));
const VISITORS_TEXT = VISITORS?.kind === 'written' ? VISITORS.text.trim() : '';

async function bytesOf(name: string, changes = {}): Promise<Uint8Array> {
  const renderer = RENDERERS[name];
  if (!renderer) throw new Error(`no renderer ${name}`);
  return (await renderFiling(renderer, FILING, { ...PLAIN_VARIATION, ...changes })).bytes;
}

function cellsOf(html: string): string[] {
  const $ = load(html);
  return $('td')
    .toArray()
    .map((cell) => $(cell).text().trim());
}

describe('RENDERERS', () => {
  it.each(DETERMINISTIC.map((renderer) => [renderer.name, renderer] as const))(
    '%s writes every template, the same bytes each time',
    async (_, renderer) => {
      for (const template of TEMPLATES) {
        for (const seed of [1, 2]) {
          const filing = generateFiling({ template, seed });
          const variation = drawVariation(template, seed);
          const first = await renderFiling(renderer, filing, variation);
          const second = await renderFiling(renderer, filing, variation);
          expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
          expect(first.bytes.length).toBeGreaterThan(1000);
        }
      }
    },
  );

  it.each([
    ['html', 'utf-8'],
    ['html-word', 'utf-8'],
    ['html-nested', 'utf-8'],
    ['html-divided', 'utf-8'],
    ['html-gb18030', 'gb18030'],
    ['html-utf16', 'utf-16le'],
  ])('%s opens as %s with label and answer in neighbouring cells', async (name, charset) => {
    const cells = cellsOf(iconv.decode(Buffer.from(await bytesOf(name)), charset));
    expect(cells[cells.indexOf('独立用户访问总量（单位：个）') + 1]).toBe(VISITORS_TEXT);
  });

  it('markdown-html holds the whole table as HTML', async () => {
    const cells = cellsOf(Buffer.from(await bytesOf('markdown-html')).toString('utf8'));
    expect(cells[cells.indexOf('独立用户访问总量（单位：个）') + 1]).toBe(VISITORS_TEXT);
  });

  it.each([2, 3])('mhtml of seed %i opens as a mail message with a page in it', async (seed) => {
    const message = await PostalMime.parse(await bytesOf('mhtml', { seed }));
    expect(cellsOf(message.html ?? '')).toContain(VISITORS_TEXT);
  });

  it.each([0, 1, 2, 3, 4])('docx with boxes of kind %i opens', async (seed) => {
    const bytes = await bytesOf('docx', { seed, nativeBoxes: true });
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    const cells = cellsOf(value);
    expect(cells[cells.indexOf('独立用户访问总量（单位：个）') + 1]).toBe(VISITORS_TEXT);
  });

  it.each([1, 3, 4, 5])('xlsx of seed %i opens with its merges', async (seed) => {
    const book = new ExcelJS.Workbook();
    const bytes = await bytesOf('xlsx', { seed });
    await book.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer);
    const sheet = book.getWorksheet('年度报表');
    const texts: string[] = [];
    sheet?.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)));
    expect(texts[texts.lastIndexOf('独立用户访问总量（单位：个）') + 1]).toBe(VISITORS_TEXT);
    expect(sheet?.hasMerges).toBe(true);
  });
});

describe('word-dump', () => {
  it('has a tab before each cell, a line end after it and an empty line after each row', async () => {
    const dump = new TextDecoder().decode(await bytesOf('word-dump'));
    expect(dump).toContain('\t网站名称\n\t');
    expect(dump).toMatch(/\t信息发布（单位：条）\n\t总数\n\t[^\n]*\n\n\t\n\t概况类信息更新量\n/);
  });
});

describe('zip', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['docx', 'xlsx'])('%s passes the integrity test of unzip', async (name) => {
    const file = join(folder, `a.${name}`);
    writeFileSync(file, await bytesOf(name));
    expect(execFileSync('unzip', ['-tq', file], { encoding: 'utf8' })).toContain('No errors');
  });
});
