/** Zip files and office packages made to hurt whoever opens them. */
import { buildZip } from '../extract/zip/build-zip.js';
import type { HostileFile } from './hostile-file.js';

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(document: string, more: readonly { name: string; data: string | Buffer }[] = []): Buffer {
  return buildZip([
    { name: '[Content_Types].xml', data: CONTENT_TYPES },
    { name: '_rels/.rels', data: RELATIONS },
    { name: 'word/document.xml', data: document },
    ...more,
  ]);
}

function wordDocument(body: string, head = ''): string {
  return `<?xml version="1.0"?>${head}<w:document ${WORD}><w:body>${body}</w:body></w:document>`;
}

function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** Each entity is ten of the one before: 10⁹ in the end (CVE-2003-1564). */
function billionLaughs(): string {
  const lines = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? 'ha' : `&l${level - 1};`;
    return `<!ENTITY l${level} "${inner.repeat(10)}">`;
  });
  return `<!DOCTYPE w:document [${lines.join('')}]>`;
}

function nestedZip(depth: number): Buffer {
  let inner = buildZip([{ name: 'report.txt', data: '年度报表' }]);
  for (let level = 0; level < depth; level += 1)
    inner = buildZip([{ name: `level${level}.zip`, data: inner }]);
  return inner;
}

/** @param server address that nothing may connect to */
export function hostileArchives(server: string): HostileFile[] {
  const external = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${server}/image.png" TargetMode="External"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`;
  return [
    {
      name: 'bomb.docx',
      bytes: docx(wordDocument(paragraph(' '.repeat(150_000_000)))),
      status: 'failed',
      reason: /inflates|times|more than/i,
    },
    {
      name: 'lying-size.docx',
      bytes: buildZip([
        { name: '[Content_Types].xml', data: CONTENT_TYPES },
        { name: 'word/document.xml', data: Buffer.alloc(90_000_000, 32), claimedSize: 100 },
      ]),
      status: 'failed',
    },
    {
      name: 'many-entries.zip',
      bytes: buildZip(Array.from({ length: 30_000 }, (_, index) => ({ name: `${index}.txt`, data: '' }))),
      status: 'failed',
      reason: /entries|files/,
    },
    { name: 'nested.zip', bytes: nestedZip(6) },
    {
      name: 'laughs.docx',
      bytes: docx(wordDocument(paragraph('&l8;'), billionLaughs())),
      status: 'failed',
    },
    {
      name: 'entity.docx',
      bytes: docx(
        wordDocument(paragraph('&x;'), '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      ),
      status: 'failed',
    },
    {
      name: 'external.docx',
      bytes: docx(
        wordDocument(
          `${paragraph('图片')}<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r1"/></w:drawing></w:r></w:p>`,
        ),
        [{ name: 'word/_rels/document.xml.rels', data: external }],
      ),
      status: 'loaded',
    },
    {
      name: 'deep.docx',
      bytes: docx(wordDocument('<w:sdt><w:sdtContent>'.repeat(20_000))),
      status: 'failed',
    },
    { name: 'climbing.zip', bytes: buildZip([{ name: '../../outside.txt', data: '年度报表' }]) },
    { name: 'truncated.docx', bytes: docx(wordDocument(paragraph('表'))).subarray(0, 300), status: 'failed' },
  ];
}
