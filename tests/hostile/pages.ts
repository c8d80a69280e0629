/** HTML, text and PDF files made to hurt, damaged, or called what they are not. */
import type { HostileFile } from './hostile-file.js';

function htmlPage(body: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>政府网站工作年度报表</title></head><body>${body}</body></html>`;
}

/** Bytes of a PDF with the given objects, numbered from 1, of which the first is the catalogue. */
function pdf(objects: readonly string[]): string {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
}

/** A page tree that is its own child. */
const LOOPING_TREE = pdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>',
]);

const MANY_PAGES = pdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  `<< /Type /Pages /Kids [${'3 0 R '.repeat(10_000)}] /Count 10000 >>`,
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>',
]);

const HUGE_IMAGE = pdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>',
  '<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 4 >>\nstream\nabcd\nendstream',
  '<< /Length 29 >>\nstream\nq 600 0 0 800 0 0 cm /I Do Q\nendstream',
]);

const ENCRYPTED = pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']).replace(
  '/Root 1 0 R',
  `/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> /P -4 >>`,
);

/** A font whose matrix is a script, run by readers that compile fonts (CVE-2024-4367). */
const SCRIPT_FONT = pdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Script /FontMatrix [0.001 0 0 0.001 0 (1\\); process.exit\\(7\\); //)] >>',
  '<< /Length 36 >>\nstream\nBT /F 12 Tf 50 700 Td (2023) Tj ET   \nendstream',
]);

/** Small as a file, more than any filing says. */
const ENDLESS_PARAGRAPHS = 3_000_000;

/** @param server address that nothing may connect to */
export function hostilePages(server: string): HostileFile[] {
  return [
    { name: 'deep.html', bytes: htmlPage('<div>'.repeat(100_000)) },
    { name: 'spans.html', bytes: htmlPage('<table><tr><td rowspan=65534 colspan=1000>1</td></tr></table>') },
    {
      name: 'cells.html',
      bytes: htmlPage(`<table>${`<tr>${'<td>1'.repeat(100)}`.repeat(10_000)}</table>`),
      status: 'failed',
      reason: /cells|elements/,
    },
    {
      name: 'fetching.html',
      bytes: htmlPage(
        `<img src="${server}/a.png"><link rel=stylesheet href="${server}/a.css"><script src="${server}/a.js"></script><iframe src="${server}/"></iframe><object data="file:///etc/passwd"></object>`,
      ),
      status: 'loaded',
    },
    {
      name: 'endless.html',
      bytes: htmlPage('<p>a</p>'.repeat(ENDLESS_PARAGRAPHS)),
      status: 'failed',
      reason: /more than the limit/,
    },
    { name: 'script-font.pdf', bytes: SCRIPT_FONT },
    { name: 'looping.pdf', bytes: LOOPING_TREE },
    { name: 'many-pages.pdf', bytes: MANY_PAGES },
    { name: 'huge-image.pdf', bytes: HUGE_IMAGE },
    { name: 'encrypted.pdf', bytes: ENCRYPTED, status: 'failed', reason: /password|encrypt/i },
    { name: 'cut-off.pdf', bytes: MANY_PAGES.slice(0, 120), status: 'failed' },
    // A wrong extension decides nothing: a missing page is no filing.
    { name: 'missing.pdf', bytes: htmlPage('<h1>404 Not Found</h1>'), status: 'loaded' },
    {
      name: 'random.doc',
      bytes: Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)),
    },
    { name: 'empty.docx', bytes: '' },
    { name: 'nul.txt', bytes: Buffer.alloc(100_000) },
    { name: 'surrogates.txt', bytes: Buffer.from('\ud800年度报表\udfff'.repeat(100), 'utf16le') },
    { name: 'one-line.txt', bytes: '政府网站工作年度报表'.repeat(20_000) },
    { name: 'marks.txt', bytes: '□是 ☑否 '.repeat(20_000) },
  ];
}
