/** Damage to the characters of labels: look-alikes, lost and doubled characters, blanks, units, brackets. */
import { fullWidth } from '../../filings/answers/writings.js';
import type { Random } from '../../filings/random.js';
import type { TextCell, TextLine, TextSheet } from '../../filings/render/text-sheet.js';
import type { DamageContext } from './kind.js';
import { LOOK_ALIKES } from './look-alikes.js';

/** Share of label characters damaged at strength 1. */
const CHARACTER_RATE = 0.04;
/** Share of units and of brackets lost, and of labels widened, at strength 1. */
const UNIT_RATE = 0.05;
const BRACKET_RATE = 0.05;
const FULL_WIDTH_RATE = 0.03;

const LABEL_ROLES: ReadonlySet<TextCell['role']> = new Set(['label', 'section', 'heading']);

type Rewrite = (text: string) => string;

/** Labels of a 落款 line end with a colon, which stays: it parts them from the answer. */
function rewriteLine(line: TextLine, rewrite: Rewrite): TextLine {
  const ink = line.ink.map((part) => {
    if (part.kind !== 'text' || !part.text.endsWith('：')) return part;
    return { ...part, text: `${rewrite(part.text.slice(0, -1))}：` };
  });
  return { ...line, ink };
}

function rewriteCell(cell: TextCell, rewrite: Rewrite): TextCell {
  if (!LABEL_ROLES.has(cell.role)) return cell;
  const ink = cell.ink.map((part) => (part.kind === 'text' ? { ...part, text: rewrite(part.text) } : part));
  return { ...cell, ink };
}

function rewriteLabels(sheet: TextSheet, context: DamageContext, rewrite: Rewrite): TextSheet {
  const rows = sheet.rows.map((row, at) => {
    const noted: Rewrite = (text) => {
      const rewritten = rewrite(text);
      if (rewritten !== text) context.note(at, `${text} → ${rewritten}`);
      return rewritten;
    };
    return { ...row, cells: row.cells.map((cell) => rewriteCell(cell, noted)) };
  });
  return { ...sheet, rows };
}

function damageCharacter(character: string, chance: Random): string {
  const alike = LOOK_ALIKES.get(character);
  return chance.weighted<() => string>([
    [6, () => (alike ? chance.pick(alike) : '')],
    [2, () => ''],
    [1, () => character + character],
    [2, () => `${character} `],
  ])();
}

export function damageLabelCharacters(sheet: TextSheet, context: DamageContext): TextSheet {
  const { chance, strength } = context;
  const rewrite: Rewrite = (text) => {
    const damaged = [...text]
      .map((character) =>
        chance.chance(CHARACTER_RATE * strength) ? damageCharacter(character, chance) : character,
      )
      .join('');
    // A label of which nothing is left would be another damage, with another truth.
    return damaged.trim() ? damaged : text;
  };
  const labelled = rewriteLabels(sheet, context, rewrite);
  return { ...labelled, below: labelled.below.map((line) => rewriteLine(line, rewrite)) };
}

/** （单位：条） loses its unit, or the words before it. */
export function loseUnits(sheet: TextSheet, context: DamageContext): TextSheet {
  const { chance, strength } = context;
  return rewriteLabels(sheet, context, (text) => {
    if (!chance.chance(UNIT_RATE * strength)) return text;
    return text.replace(/单位(.)?(.{1,2})(?=[）)])/u, chance.pick(['单位$1', '位$1$2', '单$1$2']));
  });
}

export function loseBrackets(sheet: TextSheet, context: DamageContext): TextSheet {
  const { chance, strength } = context;
  return rewriteLabels(sheet, context, (text) => {
    if (!chance.chance(BRACKET_RATE * strength)) return text;
    return text.replace(chance.pick([/[（(]/u, /[）)]/u]), '');
  });
}

export function widenCharacters(sheet: TextSheet, context: DamageContext): TextSheet {
  const { chance, strength } = context;
  return rewriteLabels(sheet, context, (text) =>
    chance.chance(FULL_WIDTH_RATE * strength) ? fullWidth(text) : text,
  );
}
