/** The growth of an import as a picture: seconds and memory over the number of filings. */
import type { TimedImport } from './timed-import.js';

const WIDTH = 640;
const HEIGHT = 280;
const MARGIN = { left: 56, right: 64, top: 24, bottom: 44 };

interface Line {
  readonly title: string;
  readonly colour: string;
  readonly of: (run: TimedImport) => number;
  /** Which side its numbers stand on. */
  readonly side: 'left' | 'right';
}

const LINES: readonly Line[] = [
  { title: 'seconds', colour: '#1f5fa8', of: ({ seconds }) => seconds, side: 'left' },
  {
    title: 'memory of the parent, MB',
    colour: '#b3541e',
    of: ({ parentMegabytes }) => parentMegabytes,
    side: 'right',
  },
];

/** The next of 1, 2 or 5 times a power of ten. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function text(x: number, y: number, content: string, anchor: string, colour = '#444'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${colour}">${content}</text>`;
}

function drawLine(runs: readonly TimedImport[], line: Line, x: (files: number) => number): string[] {
  const top = roundedUp(Math.max(...runs.map(line.of)));
  const y = (value: number) => HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const points = runs.map((run) => `${x(run.files).toFixed(1)},${y(line.of(run)).toFixed(1)}`);
  const isLeft = line.side === 'left';
  const edge = isLeft ? MARGIN.left - 8 : WIDTH - MARGIN.right + 8;
  const anchor = isLeft ? 'end' : 'start';
  return [
    `<polyline points="${points.join(' ')}" fill="none" stroke="${line.colour}" stroke-width="2"/>`,
    ...points.map((point) => {
      const [cx, cy] = point.split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3" fill="${line.colour}"/>`;
    }),
    ...[0, top / 2, top].map((value) => text(edge, y(value) + 4, String(value), anchor, line.colour)),
    text(isLeft ? 8 : WIDTH - 8, 14, line.title, isLeft ? 'start' : 'end', line.colour),
  ];
}

/** SVG of runs with the same number of workers, in order of their size. */
export function growthPlot(runs: readonly TimedImport[]): string {
  const most = Math.max(...runs.map(({ files }) => files));
  const x = (files: number) => MARGIN.left + (files / most) * (WIDTH - MARGIN.left - MARGIN.right);
  const floor = HEIGHT - MARGIN.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<title>Seconds and memory of an import over its number of filings</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<line x1="${MARGIN.left}" y1="${floor}" x2="${WIDTH - MARGIN.right}" y2="${floor}" stroke="#999"/>`,
    ...runs.map(({ files }) => text(x(files), floor + 18, files.toLocaleString('en'), 'middle')),
    text(WIDTH / 2, HEIGHT - 8, 'filings', 'middle'),
    ...LINES.flatMap((line) => drawLine(runs, line, x)),
    '</svg>',
    '',
  ].join('\n');
}
