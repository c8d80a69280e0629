/**
 * Measures the scan reader on simulated pages: `tsx tests/simulate/scan/measure.ts SEEDS DAMAGE... [-v]`.
 * Seeds 1 to 499 are for tuning, 500 and more for reporting; the two sets use different fonts.
 */

import { readPageAfresh } from '../../../src/extract/scan/index.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import { TEMPLATES } from '../../filings/filing.js';
import { random } from '../../filings/random.js';
import { processorTime } from '../../processor-time.js';
import { DAMAGES, damagePage } from './damage.js';
import { fontsFor } from './filings.js';
import { addScore, NOTHING, type Score, scorePage } from './score.js';
import { drawStyle, openBrowser, printSheet } from './sheet.js';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const verbose = args.includes('-v');
  const [range = '1-2', ...names] = args.filter((arg) => arg !== '-v');
  const [from = 1, to = from] = range.split('-').map(Number);
  const browser = await openBrowser();
  const totals = new Map<string, Score>();
  for (const name of names.length > 0 ? names : Object.keys(DAMAGES)) {
    const kind = DAMAGES[name];
    if (kind === undefined) throw new Error(`no damage called ${name}: ${Object.keys(DAMAGES).join(' ')}`);
    let milliseconds = 0;
    for (let seed = from; seed <= to; seed++) {
      const chance = random(`sheet/${seed}`);
      const style = drawStyle(chance, fontsFor(seed));
      const template = chance.pick(TEMPLATES);
      const sheet = await printSheet(browser, template, seed, style, kind.dpi);
      const { place, ...image } = await damagePage(sheet.png, kind.damage, seed);
      const begun = processorTime();
      const { page, times } = await readPageAfresh(
        { ...image, dpi: kind.dpi, page: 1, toPoints: 1 },
        { limits: DEFAULT_LIMITS, debugImages: process.env.DEBUG_IMAGES ?? null, cacheDir: null },
      );
      const spent = processorTime() - begun;
      milliseconds += spent;
      const { score, misses } = scorePage(sheet.cells, place, page);
      add(totals, name, score);
      add(totals, `tick ${style.tick}`, score);
      const rounded = Object.entries(times).map(([stage, time]) => `${stage} ${Math.round(time)}`);
      console.log(
        `${name} seed ${seed} ${template} ${style.font} ${style.tick} ${style.size}pt ${style.border} pad ${style.padding}: ${brief(score)}; cpu ${Math.round(spent)} ms; ${rounded.join(' ')}`,
      );
      if (verbose)
        for (const miss of misses)
          console.log(`    ${miss.printed.replaceAll('\n', '↵')}  →  ${miss.read.replaceAll('\n', '↵')}`);
    }
    console.log(
      `== ${name}: ${brief(totals.get(name) ?? NOTHING)}; cpu ${Math.round(milliseconds / (to - from + 1))} ms a sheet; rss ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    );
  }
  for (const [name, score] of totals)
    if (name.startsWith('tick'))
      console.log(
        `== ${name}: marks ${score.marksRight}/${score.marks} unreadable ${score.marksUnreadable} wrong ${score.marksWrong} cells ${score.markCellsRight}/${score.markCells}`,
      );
  await browser.close();
}

function add(totals: Map<string, Score>, name: string, score: Score): void {
  totals.set(name, addScore(totals.get(name) ?? NOTHING, score));
}

function brief(score: Score): string {
  const of = (right: number, all: number) => `${right}/${all}`;
  return `cells ${of(score.found, score.cells)} texts ${of(score.textsRight, score.texts)} numbers ${of(score.numbersRight, score.numbers)} (surely wrong ${score.numbersSurelyWrong}) marks ${of(score.marksRight, score.marks)} wrong ${score.marksWrong} unreadable ${score.marksUnreadable}`;
}

await main();
