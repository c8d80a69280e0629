/**
 * Writes the sample of every adapter afresh: one generated filing in each format, with the fields that a reader must
 * find in it. Needs LibreOffice and the programs that draw the page image. Run: `npx tsx tests/formats/make-samples.ts`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFiling } from '../filings/generate.js';
import { PLAIN_VARIATION } from '../filings/layout/variation.js';
import { RENDERERS, type RenderedFiling, type Renderer, renderFilings } from '../filings/render/renderers.js';

const FOLDER = new URL('./', import.meta.url).pathname;
const FILING = generateFiling({ template: 'work-2022', seed: 3 });

/** The renderer, or the conversion of another's file, that makes each adapter's sample. */
const WRITTEN: Readonly<Record<string, string>> = {
  text: 'word-dump',
  docx: 'docx',
  doc: 'doc',
  xlsx: 'xlsx',
  libreoffice: 'rtf',
  html: 'html-word',
  mhtml: 'mhtml',
  pdf: 'pdf',
};

async function written(name: string): Promise<RenderedFiling> {
  const renderer: Renderer | undefined = RENDERERS[name];
  const [file] = renderer
    ? await renderFilings(renderer, [{ filing: FILING, variation: PLAIN_VARIATION }])
    : [];
  if (!file) throw new Error(`nothing written as ${name}`);
  return file;
}

function convert(
  bytes: Uint8Array,
  extension: string,
  run: (input: string, folder: string) => string,
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  try {
    const input = join(folder, `input.${extension}`);
    writeFileSync(input, bytes);
    return readFileSync(run(input, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function save(adapter: string, extension: string, bytes: Uint8Array, { truth }: RenderedFiling): void {
  const folder = join(FOLDER, adapter);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `input.${extension}`), bytes);
  const { form, template, year, fields } = truth;
  const lines = fields.map((field) => `    ${JSON.stringify(field)}`).join(',\n');
  const head = JSON.stringify({ form, template, year }, null, 2).slice(0, -2);
  writeFileSync(join(folder, 'expected.json'), `${head},\n  "fields": [\n${lines}\n  ]\n}\n`);
}

for (const [adapter, name] of Object.entries(WRITTEN)) {
  const file = await written(name);
  save(adapter, RENDERERS[name]?.extension.slice(1) ?? 'bin', file.bytes, file);
}

const sheet = await written('xlsx');
const old = convert(sheet.bytes, 'xlsx', (input, folder) => {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'xls', '--outdir', folder, input]);
  return join(folder, 'input.xls');
});
save('xls', 'xls', old, sheet);

/** Dots an inch: what offices scan at, in black and white, so that the picture stays small. */
const SCAN_DPI = 200;
const page = await written('pdf');
const picture = convert(page.bytes, 'pdf', (input, folder) => {
  execFileSync('pdftoppm', [
    '-r',
    String(SCAN_DPI),
    '-f',
    '1',
    '-l',
    '1',
    '-mono',
    '-png',
    input,
    join(folder, 'page'),
  ]);
  const [first = ''] = execFileSync('ls', [folder], { encoding: 'utf8' }).match(/page\S*\.png/) ?? [];
  return join(folder, first);
});
save('image', 'png', picture, page);
