/** Damage is seeded, grows with its strength, can be switched by kind, and changes truth only where it must. */
import { describe, expect, it } from 'vitest';
import type { FieldId } from '../../filings/filing.js';
import { fieldId, TEMPLATES, type TemplateId, type TruthField } from '../../filings/filing.js';
import { generateFiling } from '../../filings/generate.js';
import { printForm, truthOf } from '../../filings/layout/print.js';
import { PLAIN_VARIATION, type Variation } from '../../filings/layout/variation.js';
import { TEXT_RENDERERS, type TextFormat } from '../../filings/render/renderers.js';
import type { TextCell, TextSheet } from '../../filings/render/text-sheet.js';
import { DAMAGE_KINDS, type DamagedSheet, damageSheet } from './damage.js';
import { type DamageKind, labelsOf, plainText } from './kind.js';

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

interface Case extends DamagedSheet {
  readonly original: TextSheet;
  readonly truth: ReadonlyMap<FieldId, TruthField>;
  readonly trueBefore: ReadonlyMap<FieldId, TruthField>;
}

function damaged(
  seed: number,
  kinds: readonly DamageKind[],
  options: {
    strength?: number;
    template?: TemplateId;
    format?: TextFormat;
    variation?: Partial<Variation>;
  } = {},
): Case {
  const { strength = 3, template = 'work-2019', format = 'word-dump' } = options;
  const variation = { ...PLAIN_VARIATION, ...options.variation };
  const filing = generateFiling({ template, seed });
  const form = printForm(filing, variation);
  const original = TEXT_RENDERERS[format].sheet(form, variation);
  const result = damageSheet(original, { seed, strength, kinds });
  const truthFor = (sheet: TextSheet): Map<FieldId, TruthField> => {
    const { fields } = truthOf(filing, form, sheet.altered, { file: 'a', group: 'a' });
    return new Map(fields.map((field) => [fieldId(field.key, field.period), field]));
  };
  return { ...result, original, truth: truthFor(result.sheet), trueBefore: truthFor(original) };
}

function changed({ truth, trueBefore }: Case): FieldId[] {
  return [...truth.keys()].filter(
    (id) => JSON.stringify(truth.get(id)) !== JSON.stringify(trueBefore.get(id)),
  );
}

function cellsOf(sheet: TextSheet, role: TextCell['role']): TextCell[] {
  return sheet.rows.flatMap((row) => row.cells.filter((cell) => cell.role === role));
}

function fieldsOf(cell: TextCell): readonly FieldId[] {
  return cell.fields;
}

const DESTRUCTIVE: readonly DamageKind[] = ['row-dropped', 'cell-lost', 'mark-lost', 'column-lost'];

describe('damageSheet', () => {
  it('gives the same damage for the same seed', () => {
    expect(damaged(4, DAMAGE_KINDS).log).toEqual(damaged(4, DAMAGE_KINDS).log);
    expect(damaged(4, DAMAGE_KINDS).log).not.toEqual(damaged(5, DAMAGE_KINDS).log);
  });

  it('leaves everything as it is at strength 0', () => {
    const { sheet, original, log } = damaged(1, DAMAGE_KINDS, { strength: 0 });
    expect(sheet).toBe(original);
    expect(log).toEqual([]);
  });

  it.each(TEMPLATES)('grows with its strength on %s', (template) => {
    const entries = [0.5, 1, 2, 3].map((strength) =>
      SEEDS.reduce((sum, seed) => sum + damaged(seed, DAMAGE_KINDS, { strength, template }).log.length, 0),
    );
    expect(entries).toEqual([...entries].sort((left, right) => left - right));
    expect(new Set(entries).size).toBe(entries.length);
  });

  it('damages about 4 % of label characters at strength 1', () => {
    let characters = 0;
    let touched = 0;
    for (const seed of SEEDS) {
      const { sheet, original } = damaged(seed, ['label-character'], { strength: 1 });
      const after = cellsOf(sheet, 'label').map(plainText);
      for (const [index, cell] of cellsOf(original, 'label').entries()) {
        characters += plainText(cell).length;
        const kept = new Set(after[index]);
        touched += [...plainText(cell)].filter((character) => !kept.has(character)).length;
      }
    }
    // Doubled characters and blanks leave every character in place, so fewer than 4 % are gone.
    expect(touched / characters).toBeGreaterThan(0.02);
    expect(touched / characters).toBeLessThan(0.045);
  });

  it.each(DAMAGE_KINDS)('can do %s alone', (kind) => {
    const template = kind === 'column-lost' ? 'supervision-2020-gx' : 'work-2019';
    const logs = SEEDS.flatMap((seed) => damaged(seed, [kind], { template }).log);
    expect(logs.length).toBeGreaterThan(0);
    expect(new Set(logs.map((entry) => entry.kind))).toEqual(new Set([kind]));
  });

  it.each(DAMAGE_KINDS.filter((kind) => !DESTRUCTIVE.includes(kind)))('keeps the truth under %s', (kind) => {
    for (const template of TEMPLATES) {
      for (const seed of SEEDS.slice(0, 10)) expect(changed(damaged(seed, [kind], { template }))).toEqual([]);
    }
  });

  it('keeps every answer in the sheet where it keeps the truth', () => {
    const kinds = DAMAGE_KINDS.filter((kind) => !DESTRUCTIVE.includes(kind) && kind !== 'digit-misread');
    for (const template of TEMPLATES) {
      for (const seed of SEEDS.slice(0, 10)) {
        const { sheet, original } = damaged(seed, kinds, { template });
        const after = new Set(cellsOf(sheet, 'value').map((cell) => `${cell.fields}=${plainText(cell)}`));
        const lost = cellsOf(original, 'value').filter(
          (cell) => !after.has(`${cell.fields}=${plainText(cell)}`),
        );
        expect(lost.map(plainText)).toEqual([]);
      }
    }
  });
});

describe('truth of what is lost', () => {
  it('calls the fields of dropped rows missing, and no others', () => {
    for (const template of TEMPLATES) {
      for (const seed of SEEDS) {
        const result = damaged(seed, ['row-dropped'], { template });
        const named = (sheet: TextSheet): FieldId[] =>
          sheet.rows.flatMap((row) => labelsOf(row).flatMap(fieldsOf));
        const left = new Set(named(result.sheet));
        const gone = named(result.original).filter((id) => !left.has(id));
        for (const id of gone) expect(result.truth.get(id)?.status, id).toBe('missing');
        expect(changed(result).filter((id) => !gone.includes(id))).toEqual([]);
      }
    }
  });

  it('calls a lost cell missing in a list of cells and blank in a padded row', () => {
    const statuses = (format: TextFormat): Set<string | undefined> =>
      new Set(
        SEEDS.flatMap((seed) => {
          const result = damaged(seed, ['cell-lost'], { format });
          return changed(result).map((id) => result.truth.get(id)?.status);
        }),
      );
    expect(statuses('word-dump')).toEqual(new Set(['missing']));
    expect(statuses('markdown')).toEqual(new Set(['blank']));
  });

  it('lets the surviving box decide', () => {
    let seen = 0;
    for (const seed of SEEDS) {
      const result = damaged(seed, ['mark-lost']);
      for (const cell of cellsOf(result.sheet, 'value')) {
        const options = cell.ink.flatMap((part) => (part.kind === 'option' ? [part] : []));
        const [survivor, second] = options;
        const [id] = cell.fields;
        if (!survivor || second || !id) continue;
        seen++;
        const { status, value } = result.truth.get(id) ?? {};
        if (survivor.ticked) expect([status, value]).toEqual(['reported', survivor.label === '是']);
        else expect([status, value]).toEqual(['invalid', null]);
      }
    }
    expect(seen).toBeGreaterThan(5);
  });

  it('takes one period away with its heading', () => {
    const lost = SEEDS.map((seed) =>
      damaged(seed, ['column-lost'], { template: 'supervision-2020-gx' }),
    ).filter(({ log }) => log.length > 0);
    expect(lost.length).toBeGreaterThan(0);
    for (const result of lost) {
      const periods = new Set(changed(result).map((id) => id.split('@')[1]));
      expect(periods.size).toBe(1);
      expect(
        cellsOf(result.sheet, 'heading').filter((cell) => /季度|年度/.test(plainText(cell))),
      ).toHaveLength(4);
    }
  });
});

describe('digit-misread', () => {
  it('puts letters for digits into counts only, and never a letter alone', () => {
    const entries = SEEDS.flatMap((seed) => damaged(seed, ['digit-misread']).log);
    for (const { detail } of entries) expect(detail).toMatch(/^\d{3,} → (?=.*\d)[\dOolISB]{3,}$/);
    expect(entries.length).toBeGreaterThan(3);
  });
});
