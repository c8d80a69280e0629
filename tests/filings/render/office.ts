/** Formats that only other programs write: LibreOffice for doc, rtf, xls and pdf, Chromium for pdf from web pages. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Milliseconds for a whole batch; a single file takes about two seconds after four of starting. */
const BATCH_TIMEOUT = 300_000;

export type OfficeTarget = 'doc' | 'rtf' | 'pdf' | 'xls' | 'sheet-pdf';

interface Conversion {
  /** Endings of the file given and of the one made. */
  readonly from: 'docx' | 'xlsx';
  readonly to: string;
  readonly filter: string;
}

const CONVERSIONS: Readonly<Record<OfficeTarget, Conversion>> = {
  doc: { from: 'docx', to: 'doc', filter: 'MS Word 97' },
  rtf: { from: 'docx', to: 'rtf', filter: 'Rich Text Format' },
  pdf: { from: 'docx', to: 'pdf', filter: 'writer_pdf_Export' },
  xls: { from: 'xlsx', to: 'xls', filter: 'MS Excel 97' },
  'sheet-pdf': { from: 'xlsx', to: 'pdf', filter: 'calc_pdf_Export' },
};

async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'filings-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Converts docx files, or workbooks for `xls` and `sheet-pdf`, in one call, since starting LibreOffice costs more than a file. */
export async function convertWithOffice(
  documents: readonly Uint8Array[],
  target: OfficeTarget,
): Promise<Uint8Array[]> {
  if (documents.length === 0) return [];
  const { from, to, filter } = CONVERSIONS[target];
  return inScratch(async (folder) => {
    const sources = documents.map((_, index) => join(folder, `${index}.${from}`));
    await Promise.all(
      sources.map((source, index) => writeFile(source, documents[index] ?? new Uint8Array())),
    );
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const options = [
      profile,
      '--headless',
      '--convert-to',
      `${to}:${filter}`,
      '--outdir',
      join(folder, 'out'),
    ];
    await run('soffice', [...options, ...sources], { timeout: BATCH_TIMEOUT });
    return Promise.all(sources.map((_, index) => readFile(join(folder, 'out', `${index}.${to}`))));
  });
}

export async function printWithChromium(page: Uint8Array): Promise<Uint8Array> {
  return inScratch(async (folder) => {
    const source = join(folder, 'page.html');
    const target = join(folder, 'page.pdf');
    await writeFile(source, page);
    const options = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(folder, 'profile')}`,
    ];
    await run('chromium', [...options, `--print-to-pdf=${target}`, `file://${source}`], {
      timeout: BATCH_TIMEOUT,
    });
    return readFile(target);
  });
}
