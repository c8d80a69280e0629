/**
 * Writes small PDFs with exactly the operators that a test is about. Chinese text is set in a font that is not
 * embedded, as many office exports have it, so that reading it needs the character maps of pdf.js.
 */
import { createHash } from 'node:crypto';

export interface PageSpec {
  readonly content: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  readonly image?: {
    readonly width: number;
    readonly height: number;
    readonly bits: 1 | 8;
    readonly colours: 1 | 3;
    readonly data: Uint8Array;
  };
  /** Form XObject, drawn by `/X0 Do`. */
  readonly form?: { readonly matrix: string; readonly content: string };
  /** Dictionaries of annotations. */
  readonly annotations?: readonly string[];
}

export interface PdfSpec {
  readonly pages: readonly PageSpec[];
  /** What codes 1, 2, 3… of font `/FM` mean by its Unicode map; null for a font without a map. */
  readonly map?: readonly string[] | null;
  /** `owner`: opens without a password; `user`: does not. */
  readonly encrypt?: 'owner' | 'user';
}

/** Text in the Chinese font, upright, with its baseline's left end at (x, y) from the bottom left. */
export function text(x: number, y: number, words: string, size = 10): string {
  const hex = [...words].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
  return `BT /FC ${size} Tf ${x} ${y} Td <${hex}> Tj ET`;
}

/** Codes of the font with the test's own Unicode map. */
export function coded(x: number, y: number, codes: readonly number[], size = 10): string {
  return `BT /FM ${size} Tf ${x} ${y} Td <${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}> Tj ET`;
}

export function symbols(x: number, y: number, font: 'FW' | 'FZ', chars: string, size = 10): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td <${Buffer.from(chars, 'latin1').toString('hex')}> Tj ET`;
}

export function stroke(x0: number, y0: number, x1: number, y1: number): string {
  return `${x0} ${y0} m ${x1} ${y1} l S`;
}

/** All lines of a grid. */
export function gridLines(xs: readonly number[], ys: readonly number[]): string {
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return [...ys.map((y) => stroke(left, y, right, y)), ...xs.map((x) => stroke(x, low, x, high))].join('\n');
}

export function makePdf({ pages, map = null, encrypt }: PdfSpec): Uint8Array {
  const objects: { head: string; stream: Buffer | null }[] = [];
  const add = (head: string, stream: Buffer | string | null = null): number => {
    objects.push({ head, stream: typeof stream === 'string' ? Buffer.from(stream, 'latin1') : stream });
    return objects.length;
  };
  const catalog = add('');
  const tree = add('');
  const fonts = fontObjects(add, map);
  const fields: string[] = [];
  const kids = pages.map((page) => addPage(page, add, tree, fonts, fields));
  const set = (number: number, head: string) => {
    objects[number - 1] = { head, stream: null };
  };
  const form = fields.length > 0 ? ` /AcroForm << /Fields [${fields.join(' ')}] >>` : '';
  set(catalog, `<< /Type /Catalog /Pages ${tree} 0 R${form} >>`);
  set(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`);
  return serialise(objects, catalog, encrypt);
}

type Add = (head: string, stream?: Buffer | string | null) => number;

function fontObjects(add: Add, map: readonly string[] | null): string {
  const info = '<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>';
  const describe = (name: string) =>
    add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>`,
    );
  const cid = (system: string, name: string) =>
    add(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo ${system} /DW 1000 /W [1 95 500] /FontDescriptor ${describe(name)} 0 R >>`,
    );
  const chinese = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [${cid(info, 'STSong-Light')} 0 R] >>`,
  );
  const toUnicode = map === null ? '' : ` /ToUnicode ${add('<< >>', unicodeMap(map))} 0 R`;
  const identity = '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
  const mapped = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H /DescendantFonts [${cid(identity, 'ABCDEF+Own')} 0 R]${toUnicode} >>`,
  );
  const simple = (name: string) =>
    add(
      `<< /Type /Font /Subtype /TrueType /BaseFont /${name} /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [${'900 '.repeat(256)}] /FontDescriptor ${describe(name)} 0 R >>`,
    );
  const zapf = add('<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>');
  return `<< /FC ${chinese} 0 R /FM ${mapped} 0 R /FW ${simple('ABCDEF+Wingdings2')} 0 R /FZ ${zapf} 0 R >>`;
}

function unicodeMap(map: readonly string[]): string {
  const lines = map.map((char, index) => {
    const hex = Buffer.from(char, 'utf16le').swap16().toString('hex');
    return `<${(index + 1).toString(16).padStart(4, '0')}> <${hex}>`;
  });
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar endcmap end end`;
}

function addPage(page: PageSpec, add: Add, tree: number, fonts: string, fields: string[]): number {
  const { width = 595, height = 842, rotate = 0, image, form, annotations = [] } = page;
  const objects: string[] = [];
  if (image !== undefined) {
    const colour = image.colours === 1 ? '/DeviceGray' : '/DeviceRGB';
    objects.push(
      `/I0 ${add(`<< /Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} /BitsPerComponent ${image.bits} /ColorSpace ${colour} >>`, Buffer.from(image.data))} 0 R`,
    );
  }
  if (form !== undefined) {
    objects.push(
      `/X0 ${add(`<< /Type /XObject /Subtype /Form /BBox [0 0 1000 1000] /Matrix [${form.matrix}] /Resources << /Font ${fonts} >> >>`, form.content)} 0 R`,
    );
  }
  const content = add('<< >>', page.content);
  const notes = annotations.map((annotation) => `${add(annotation)} 0 R`);
  fields.push(...notes);
  return add(
    `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${content} 0 R /Annots [${notes.join(' ')}] /Resources << /Font ${fonts} /XObject << ${objects.join(' ')} >> >> >>`,
  );
}

function serialise(
  objects: readonly { head: string; stream: Buffer | null }[],
  catalog: number,
  encrypt: PdfSpec['encrypt'],
): Uint8Array {
  const security = encrypt === undefined ? null : encryption(encrypt);
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  const size = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach(({ head, stream }, index) => {
    offsets.push(size());
    const data = stream === null || security === null ? stream : security.cipher(index + 1, stream);
    const cipher = (value: string) => security?.cipher(index + 1, Buffer.from(value)).toString('hex');
    const secret = security === null ? head : head.replace(/\((.*?)\)/g, (_, value) => `<${cipher(value)}>`);
    const dictionary = data === null ? secret : secret.replace(/>>$/, `/Length ${data.length} >>`);
    parts.push(Buffer.from(`${index + 1} 0 obj\n${dictionary}\n`, 'latin1'));
    if (data !== null) parts.push(Buffer.from('stream\n'), data, Buffer.from('\nendstream\n'));
    parts.push(Buffer.from('endobj\n'));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = size();
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R${security?.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

/** PDF 1.7, 7.6.3: the string that passwords are padded with. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The standard security handler, revision 2, with an empty user password or an unknown one. */
function encryption(kind: 'owner' | 'user') {
  const owner = Buffer.alloc(32, 7);
  const id = Buffer.alloc(16, 3);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const password = kind === 'owner' ? PADDING : Buffer.alloc(32, 0x41);
  const key = createHash('md5')
    .update(Buffer.concat([password, owner, permissions, id]))
    .digest()
    .subarray(0, 5);
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  return {
    trailer: ` /ID [${hex(id)} ${hex(id)}] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, PADDING))} /P -4 >>`,
    cipher: (object: number, data: Buffer): Buffer => {
      const salt = Buffer.from([object & 255, object >> 8, 0, 0, 0]);
      const own = createHash('md5')
        .update(Buffer.concat([key, salt]))
        .digest()
        .subarray(0, 10);
      return rc4(own, data);
    },
  };
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number) => box[i & 255] ?? 0;
  const swap = (i: number, j: number) => {
    [box[i & 255], box[j & 255]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, index) => {
      const i = index + 1;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}
