import { describe, expect, it } from 'vitest';
import { coded, gridLines, stroke, symbols, text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

const cell = (...content: readonly string[]) =>
  blocksOf({ pages: [{ content: [gridLines([50, 400], [700, 720]), ...content].join('\n') }] }).then(written);
const square = (x: number, y: number) => `${x} ${y} 9 9 re S`;
const options = [text(72, 706, '是'), text(122, 706, '否')];

describe('marks of a PDF', () => {
  it('tells characters of symbol fonts by the font', async () => {
    expect(await cell(symbols(60, 706, 'FW', 'R'), symbols(110, 706, 'FW', '\xA3'), ...options)).toEqual([
      expect.stringMatching(/^☑ *是 +☐ *否$/),
    ]);
    expect(await cell(symbols(60, 706, 'FZ', '4'), symbols(110, 706, 'FZ', 'o'), ...options)).toEqual([
      expect.stringMatching(/^☑ *是 +☐ *否$/),
    ]);
  });

  it.each([
    ['Wingdings', '\uF0FE', '\uF0A8'],
    ['Wingdings 2', '\uF052', '\uF0A3'],
  ])('takes private-use characters of another font for those of %s', async (_, ticked, empty) => {
    const content = [coded(60, 706, [1]), coded(110, 706, [2]), ...options, gridLines([50, 400], [700, 720])];
    const blocks = await blocksOf({ pages: [{ content: content.join('\n') }], map: [ticked, empty] });
    expect(written(blocks)).toEqual([expect.stringMatching(/^☑ *是 +☐ *否$/)]);
  });

  it('cannot read private-use characters of a font that draws letters too', async () => {
    const content = [coded(60, 706, [1]), coded(110, 706, [2]), ...options, coded(300, 706, [3])];
    const drawn = [...content, gridLines([50, 280, 400], [700, 720])].join('\n');
    const blocks = await blocksOf({ pages: [{ content: drawn }], map: ['\uF0FE', '\uF0A8', '站'] });
    expect(written(blocks)).toEqual([expect.stringMatching(/^\? *是 +\? *否 \| 站$/)]);
  });

  it('cannot read a private-use character that the page has from two fonts', async () => {
    const drawn = [
      coded(60, 706, [1]),
      text(110, 706, '\uF0A8'),
      ...options,
      gridLines([50, 400], [700, 720]),
    ];
    const blocks = await blocksOf({ pages: [{ content: drawn.join('\n') }], map: ['\uF0A8'] });
    expect(written(blocks)).toEqual([expect.stringMatching(/^\? *是 +\? *否$/)]);
  });

  it('reads mark characters', async () => {
    expect(await cell(text(60, 706, '□是　√否'))).toEqual(['☐是　☑否']);
  });

  it.each([
    ['a tick drawn as a path', `${stroke(62, 709, 64, 706)}\n64 706 m 68 713 l S`],
    ['a tick drawn as one path', '62 709 m 64 706 l 68 713 l S'],
    ['a tick larger than the box', '61 708 m 63.5 704.5 l 73 716 l S'],
    ['a cross larger than the box', `${stroke(58, 703, 71, 716)}\n${stroke(58, 716, 71, 703)}`],
    ['a tick written inside', text(60, 706, '√', 8)],
    ['a fill', '0 g 61 706 7 7 re f'],
  ])('reads drawn boxes, ticked by %s', async (_, tick) => {
    const lines = await cell(square(60, 705), tick, square(110, 705), ...options);
    expect(lines).toEqual([expect.stringMatching(/^☑ *是 +☐ *否$/)]);
  });

  it('reads a tick drawn beside an option without a box, and no other stroke', async () => {
    const drawn = ['62 709 m 64 706 l 68 713 l S', '110 706 m 113 713 l 116 706 l S'];
    expect(await cell(...drawn, ...options)).toEqual([expect.stringMatching(/^☑ *是 +否$/)]);
  });

  it('reads a tick written over a box as that box ticked, though drawn after its option', async () => {
    const boxes = [text(60, 706, '□是　□否'), text(61, 708, '√')];
    expect(await cell(...boxes)).toEqual(['☑是　☐否']);
    const answers = [0, 1, 2, 3].flatMap((row) => {
      const y = 700 - row * 20;
      return [
        text(60, y, '是否提供'),
        text(200, y, '□是　□否'),
        text(row % 2 === 0 ? 200.7 : 230.7, y + 2, '√'),
      ];
    });
    expect(written(await blocksOf({ pages: [{ content: answers.join('\n') }] }))).toEqual([
      '是否提供 | ☑是 ☐否',
      '是否提供 | ☐是 ☑否',
      '是否提供 | ☑是 ☐否',
      '是否提供 | ☐是 ☑否',
    ]);
  });

  it('reads a border round a tick or a blank as a box', async () => {
    const border = (x: number) => gridLines([x, x + 11], [702, 718]);
    const content = [
      gridLines([50, 400], [690, 730]),
      ...[border(60), text(61, 706, '√', 9), border(109), text(110, 706, ' '), ...options],
    ].join('\n');
    const lines = written(await blocksOf({ pages: [{ content }] }));
    expect(lines).toEqual([expect.stringMatching(/^☑ *是 +☐ *否$/)]);
  });

  it('reads a box at a line’s end whose option begins on the next', async () => {
    const lines = await blocksOf({
      pages: [
        {
          content: [
            gridLines([50, 400], [690, 720]),
            ...options,
            square(60, 705),
            square(110, 705),
            square(190, 705),
            square(300, 705),
            text(60, 694, '其他'),
          ].join('\n'),
        },
      ],
    }).then(written);
    expect(lines).toEqual([expect.stringMatching(/^☐ *是 +☐ *否 +☐\n其他$/)]);
  });

  it('ends a run of characters at the border between two cells', async () => {
    const content = [
      gridLines([50, 101, 400], [700, 720]),
      text(60, 706, '收到数量'),
      text(102.5, 706, '707'),
    ];
    expect(written(await blocksOf({ pages: [{ content: content.join('\n') }] }))).toEqual(['收到数量 | 707']);
  });

  it('takes no small cell and no square without text for a check box', async () => {
    expect(await cell(text(60, 706, '无'), square(300, 705))).toEqual(['无']);
  });

  it('reads values of form fields, and not their looks beside', async () => {
    const box = (x: number, name: string, state: string) =>
      `<< /Type /Annot /Subtype /Widget /FT /Btn /T (${name}) /Rect [${x} 703 ${x + 10} 713] /V /${state} /AS /${state} /AP << /N << /Yes << >> >> >> >>`;
    const field =
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /Rect [200 703 300 717] /V (1208) /DA (/FC 10 Tf) >>';
    const content = [gridLines([50, 180, 400], [700, 720]), ...options].join('\n');
    const blocks = await blocksOf({
      pages: [{ content, annotations: [box(60, 'a', 'Yes'), box(110, 'b', 'Off'), field] }],
    });
    expect(written(blocks)).toEqual([expect.stringMatching(/^☑ *是 +☐ *否 \| 1208$/)]);
  });

  it('leaves radicals as the file has them', async () => {
    const content = [gridLines([50, 400], [700, 720]), coded(60, 706, [1, 2, 3])].join('\n');
    expect(written(await blocksOf({ pages: [{ content }], map: ['\u2F79', '\u7AD9', '\u2EA0'] }))).toEqual([
      '\u2F79\u7AD9\u2EA0',
    ]);
  });
});
