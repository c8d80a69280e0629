/**
 * Whole filings as scans with the truth of every field: printed on A4 pages by Chromium, damaged page by page, and
 * put into the files in which offices publish scans. Tuning and reporting differ in seeds, fonts and damage.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { type FilingTruth, TEMPLATES } from '../../filings/filing.js';
import { NOTHING_ALTERED, truthOf } from '../../filings/layout/print.js';
import { type Random, random } from '../../filings/random.js';
import { CLEAN, DAMAGES, type Damage, type DamagedPage, damagePage } from './damage.js';
import { picturePdf } from './picture-pdf.js';
import { type Composition, composeSheet, drawStyle, type Font, type SheetStyle } from './sheet.js';

export interface ScanFiling {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly truth: FilingTruth;
  readonly pages: number;
  readonly style: SheetStyle;
  readonly dpi: number;
  readonly damage: Damage;
}

/** Seeds below are for tuning, from here on for reporting; the two draw from different fonts. */
export const FIRST_REPORT_SEED = 500;

const TUNING_FONTS: readonly Font[] = ['Noto Serif CJK SC', 'AR PL UMing CN', 'WenQuanYi Zen Hei'];
const REPORT_FONTS: readonly Font[] = [
  'AR PL SungtiL GB',
  'AR PL UKai CN',
  'Noto Sans CJK SC',
  'WenQuanYi Zen Hei',
];

export function fontsFor(seed: number): readonly Font[] {
  return seed >= FIRST_REPORT_SEED ? REPORT_FONTS : TUNING_FONTS;
}

/** A damage of its own for each seed, from scanners that do well to those that do not. */
export function drawDamage(chance: Random): { readonly dpi: number; readonly damage: Damage } {
  const oneBit = chance.chance(0.1);
  const photo = !oneBit && chance.chance(0.1);
  const near = (most: number) => Math.round((chance.next() * 2 - 1) * most * 100) / 100;
  return {
    dpi: photo ? 200 : chance.pick([120, 150, 150, 200, 200, 200, 300]),
    damage: {
      ...CLEAN,
      skew: chance.chance(0.2) ? 0 : near(1.8),
      keystone: photo ? 0.02 * chance.next() : 0,
      noise: chance.pick([2, 5, 8, 12, 16]),
      blur: chance.pick([0, 0.3, 0.5, 0.7]),
      jpeg: oneBit ? null : chance.pick([40, 55, 70, 85]),
      stamp: !oneBit && chance.chance(0.5),
      shade: photo ? 0.4 * chance.next() : 0,
      oneBit,
      grey: !oneBit && chance.chance(0.3),
      quarters: chance.chance(0.06) ? chance.int(1, 3) : 0,
    },
  };
}

export interface ScanPages {
  readonly pages: readonly DamagedPage[];
  readonly composition: Composition;
  readonly style: SheetStyle;
  readonly dpi: number;
  readonly damage: Damage;
}

/** `kind` is a named damage, or `any` for one drawn by the seed. */
export async function scanPages(browser: Browser, kind: string, seed: number): Promise<ScanPages> {
  const chance = random(`scan-filing/${kind}/${seed}`);
  const style = drawStyle(chance, fontsFor(seed));
  const template = chance.pick(TEMPLATES);
  const named = kind === 'any' ? drawDamage(chance) : DAMAGES[kind];
  if (named === undefined) throw new Error(`no damage called ${kind}: any ${Object.keys(DAMAGES).join(' ')}`);
  const { dpi, damage } = named;
  const composition = composeSheet(template, seed, style);
  const pages: DamagedPage[] = [];
  for (const [index, png] of (await printedPages(browser, composition.html, dpi)).entries()) {
    // The seal is set once, on the first page.
    const own = { ...damage, stamp: damage.stamp && index === 0 };
    pages.push(await damagePage(png, own, 10 * seed + index));
  }
  return { pages, composition, style, dpi, damage };
}

export async function scanFiling(browser: Browser, kind: string, seed: number): Promise<ScanFiling> {
  const { pages, composition, style, dpi, damage } = await scanPages(browser, kind, seed);
  const { filing, form } = composition;
  const chance = random(`container/${kind}/${seed}`);
  const container =
    pages.length === 1 ? chance.pick(['pdf', 'jpg', 'png']) : chance.pick(['pdf', 'pdf', 'tif']);
  const file = `${kind}-${seed}.${container}`;
  const bytes = await WRITERS[container as keyof typeof WRITERS](pages, dpi);
  const truth = truthOf(filing, form, NOTHING_ALTERED, { file, group: `scan-${kind}` });
  return { file, bytes, truth, pages: pages.length, style, dpi, damage };
}

async function printedPages(browser: Browser, html: string, dpi: number): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'printed-pages-'));
  const page = await browser.newPage();
  try {
    await page.setContent(html);
    const margin = { top: '18mm', bottom: '18mm', left: '0mm', right: '0mm' };
    writeFileSync(join(folder, 'form.pdf'), await page.pdf({ format: 'A4', margin, printBackground: true }));
    execFileSync('pdftoppm', ['-r', String(dpi), '-png', join(folder, 'form.pdf'), join(folder, 'page')]);
    const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return names.sort().map((name) => readFileSync(join(folder, name)));
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

const WRITERS = {
  jpg: ([page]: readonly DamagedPage[], dpi: number) => asJpeg(page as DamagedPage, dpi),
  png: ([page]: readonly DamagedPage[]) =>
    raw(page as DamagedPage)
      .png({ compressionLevel: 3 })
      .toBuffer(),
  pdf: async (pages: readonly DamagedPage[], dpi: number) =>
    picturePdf(
      await Promise.all(pages.map(async (page) => ({ ...page, jpeg: await asJpeg(page, dpi) }))),
      dpi,
    ),
  tif: async (pages: readonly DamagedPage[]) => {
    const pictures = await Promise.all(
      pages.map((page) => raw(page).toColourspace('srgb').png({ compressionLevel: 1 }).toBuffer()),
    );
    return sharp(pictures, { join: { animated: true } })
      .tiff({ compression: 'deflate' })
      .toBuffer();
  },
} as const;

function raw({ width, height, channels, data }: DamagedPage): Sharp {
  const picture = sharp(data, { raw: { width, height, channels } });
  return channels === 1 ? picture.toColourspace('b-w') : picture;
}

/** Pages were compressed when they were damaged; this adds next to nothing. */
function asJpeg(page: DamagedPage, dpi: number): Promise<Buffer> {
  const picture = raw(page);
  // A profile, which comes with the density, would make three channels of one.
  return (page.channels === 1 ? picture : picture.withMetadata({ density: dpi }))
    .jpeg({ quality: 95 })
    .toBuffer();
}
