/** A PDF that is nothing but pictures, as scanners write it: one JPEG a page, as large as its resolution says. */

export interface PagePicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly jpeg: Buffer;
}

const POINTS_PER_INCH = 72;

export function picturePdf(pages: readonly PagePicture[], dpi: number): Uint8Array {
  const objects: Buffer[] = [];
  const add = (head: string, stream?: Buffer): void => {
    const body =
      stream === undefined
        ? [Buffer.from(head)]
        : [Buffer.from(`${head}\nstream\n`), stream, Buffer.from('\nendstream')];
    objects.push(Buffer.concat(body));
  };
  const kids = pages.map((_, n) => `${3 + 3 * n} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
  for (const [n, { width, height, channels, jpeg }] of pages.entries()) {
    const [across, down] = [width, height].map((side) => ((side * POINTS_PER_INCH) / dpi).toFixed(2));
    const content = Buffer.from(`q ${across} 0 0 ${down} 0 0 cm /I Do Q`);
    const [contentAt, imageAt] = [4 + 3 * n, 5 + 3 * n];
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${across} ${down}]/Contents ${contentAt} 0 R/Resources<</XObject<</I ${imageAt} 0 R>>>>>>`,
    );
    add(`<</Length ${content.length}>>`, content);
    const space = channels === 1 ? '/DeviceGray' : '/DeviceRGB';
    add(
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>`,
      jpeg,
    );
  }
  return assembled(objects);
}

function assembled(objects: readonly Buffer[]): Uint8Array {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [n, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(end)]));
}
