/** How the library of each format is used by itself: parse, and touch every cell or run of text once. */
import { openPdf } from '../src/extract/pdf/open.js';
import { DEFAULT_LIMITS } from '../src/limits.js';

export interface LibraryCall {
  readonly name: string;
  /** Null where the format needs no library. */
  readonly call: ((bytes: Buffer) => Promise<unknown>) | null;
}

async function cheerio(bytes: Buffer): Promise<unknown> {
  const { load } = await import('cheerio');
  const page = load(bytes.toString('utf8'));
  return page('td, th, p')
    .map((_, element) => page(element).text())
    .get();
}

async function mammoth(bytes: Buffer): Promise<unknown> {
  return (await import('mammoth')).default.convertToHtml({ buffer: bytes });
}

async function exceljs(bytes: Buffer): Promise<unknown> {
  const { default: ExcelJs } = await import('exceljs');
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook.worksheets.map((sheet) => sheet.getSheetValues());
}

/** Of a document's own text; the program reads the format by itself. */
async function wordExtractor(bytes: Buffer): Promise<unknown> {
  const { default: Extractor } = await import('word-extractor');
  return (await new Extractor().extract(bytes)).getBody();
}

async function sheetJs(bytes: Buffer): Promise<unknown> {
  const { default: XLSX } = await import('xlsx');
  const book = XLSX.read(bytes);
  return book.SheetNames.map((name) => XLSX.utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 }));
}

/** Text and drawing operators of every page: both are needed to know what stands in which cell. */
async function pdfJs(bytes: Buffer): Promise<unknown> {
  const document = await openPdf(bytes, DEFAULT_LIMITS);
  const pages: unknown[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    pages.push(await page.getTextContent(), await page.getOperatorList());
  }
  await document.destroy();
  return pages;
}

async function postalMime(bytes: Buffer): Promise<unknown> {
  const { default: PostalMime } = await import('postal-mime');
  const mail = await new PostalMime().parse(bytes);
  return cheerio(Buffer.from(mail.html ?? ''));
}

/** By the names of the generated filings' formats. */
export const LIBRARIES: Readonly<Record<string, LibraryCall>> = {
  'word-dump': { name: '–', call: null },
  markdown: { name: '–', call: null },
  html: { name: 'cheerio', call: cheerio },
  mhtml: { name: 'postal-mime, cheerio', call: postalMime },
  docx: { name: 'mammoth', call: mammoth },
  doc: { name: 'word-extractor', call: wordExtractor },
  xls: { name: 'xlsx', call: sheetJs },
  xlsx: { name: 'exceljs', call: exceljs },
  pdf: { name: 'pdfjs-dist', call: pdfJs },
};
