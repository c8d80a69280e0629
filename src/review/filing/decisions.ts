/**
 * Puts decisions into `reviews`. Rows are only ever added; the one exception is undo, which takes back a row that this
 * very session wrote, as if the key had not been pressed.
 */
import { z } from 'zod';
import type { Connection } from '../../load/open.js';
import { valueColumns } from '../../load/value-columns.js';
import { FIELD_STATUSES, type FieldStatus } from '../../model/reading.js';
import { isValueOf, type TypedIndicator } from './typed-value.js';
import type { StoredValue } from './view-types.js';

/** Decisions of one request: a filing has some 200 fields. */
const MOST_AT_ONCE = 500;

const value = z.union([z.number(), z.string(), z.null()]);

const decision = z.strictObject({
  reportId: z.int(),
  indicator: z.string().min(1),
  period: z.string().min(1),
  /** What the page showed as extracted: a decision about anything else is refused. */
  seen: z.strictObject({ status: z.enum(FIELD_STATUSES), value }),
  action: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('accept') }),
    z.strictObject({ kind: z.literal('unreadable') }),
    z.strictObject({ kind: z.literal('rival'), rank: z.int().min(1) }),
    z.strictObject({ kind: z.literal('edit'), status: z.enum(FIELD_STATUSES), value }),
  ]),
});

export const decisionsRequest = z.strictObject({ decisions: z.array(decision).min(1).max(MOST_AT_ONCE) });
export const undoRequest = z.strictObject({ ids: z.array(z.int()).min(1).max(MOST_AT_ONCE) });

export type DecisionRequest = z.infer<typeof decision>;

/** `outdated`: the field reads otherwise by now. `invalid-value`: not of the indicator's type. */
export type RefusalCode = 'no-such-field' | 'outdated' | 'invalid-value' | 'no-such-rival' | 'not-yours';

/** A decision that cannot be stored; nothing of its request is. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

export interface StoredDecision {
  readonly id: number;
  readonly reportId: number;
  readonly indicator: string;
  readonly period: string;
  readonly decision: 'confirmed' | 'corrected';
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
  readonly reviewer: string;
  readonly decidedAt: string;
}

/** A field after a decision about it was taken back: `corrected` is what an older decision says, null for none. */
export interface Undone {
  readonly reportId: number;
  readonly indicator: string;
  readonly period: string;
  readonly corrected: boolean | null;
}

interface FieldRow extends TypedIndicator {
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
  readonly raw: string | null;
  readonly confidence: number;
  readonly form: string;
  readonly ordinal: number;
  readonly sha256: string;
  readonly path: string;
}

interface Statement {
  readonly status: FieldStatus;
  readonly value: StoredValue;
  readonly note: string | null;
}

/** Note of a field that a person could not read either. */
export const UNREADABLE = 'unreadable';

const FIELD = `
  SELECT f.status, coalesce(f.value_number, f.value_text) AS value, f.note, f.raw, f.confidence, f.form,
         i.value_type AS type, i.options, r.ordinal, d.sha256, d.path
  FROM fields f
  JOIN indicators i ON i.key = f.indicator AND i.form = f.form
  JOIN reports r ON r.id = f.report_id
  JOIN documents d ON d.id = r.document_id
  WHERE f.report_id = ? AND f.indicator = ? AND f.period = ?`;

const INSERT = `
  INSERT INTO reviews (source_sha256, form, report_ordinal, indicator, period, extracted_status,
    extracted_value_number, extracted_value_text, extracted_raw, extracted_confidence, decision, status,
    value_number, value_text, note, reviewer, decided_at)
  VALUES (@sha256, @form, @ordinal, @indicator, @period, @extracted_status, @extracted_value_number,
    @extracted_value_text, @raw, @confidence, @decision, @status, @value_number, @value_text, @note,
    @reviewer, @decided_at)`;

const UNDONE = `
  SELECT r.id AS reportId, v.indicator, v.period,
         (SELECT older.decision = 'corrected' FROM reviews older
          WHERE older.source_sha256 = v.source_sha256 AND older.report_ordinal = v.report_ordinal
            AND older.form = v.form AND older.indicator = v.indicator AND older.period = v.period
            AND older.id < v.id ORDER BY older.id DESC LIMIT 1) AS corrected
  FROM reviews v JOIN documents d ON d.sha256 = v.source_sha256
  JOIN reports r ON r.document_id = d.id AND r.ordinal = v.report_ordinal AND r.form = v.form
  WHERE v.id = ?`;

export interface DecisionWriter {
  /** @throws Refusal, in which case none of them is stored */
  decide(requests: readonly DecisionRequest[]): StoredDecision[];
  /** @throws Refusal for a decision that was not made in this session */
  undo(ids: readonly number[]): Undone[];
}

export interface WriterOptions {
  readonly reviewer: string;
  /** UTC time, `2024-05-01T08:30:00Z`. */
  readonly now: () => string;
}

export function createDecisionWriter(db: Connection, { reviewer, now }: WriterOptions): DecisionWriter {
  const ownIds = new Set<number>();
  const field = db.prepare<[number, string, string], FieldRow>(FIELD);
  const rival = db.prepare<[number, string, string, number], Statement>(
    `SELECT status, coalesce(value_number, value_text) AS value, note FROM candidates
     WHERE report_id = ? AND indicator = ? AND period = ? AND rank = ?`,
  );
  const insert = db.prepare(INSERT);
  const keepSource = db.prepare(
    `INSERT INTO review_sources (source_sha256, path) VALUES (?, ?)
     ON CONFLICT (source_sha256) DO UPDATE SET path = excluded.path WHERE path <> excluded.path`,
  );
  const undone = db.prepare<[number], Undone>(UNDONE);
  const remove = db.prepare('DELETE FROM reviews WHERE id = ?');

  function statementOf(request: DecisionRequest, row: FieldRow): Statement {
    const { action, reportId, indicator, period } = request;
    switch (action.kind) {
      case 'accept':
        return row;
      case 'unreadable':
        return { status: 'invalid', value: null, note: UNREADABLE };
      case 'rival': {
        const chosen = rival.get(reportId, indicator, period, action.rank);
        if (!chosen) throw new Refusal('no-such-rival');
        return chosen;
      }
      case 'edit': {
        const isValid = action.status === 'reported' ? isValueOf(row, action.value) : action.value === null;
        if (!isValid) throw new Refusal('invalid-value');
        return { status: action.status, value: action.value, note: null };
      }
    }
  }

  function store(request: DecisionRequest): StoredDecision {
    const { reportId, indicator, period, seen } = request;
    const row = field.get(reportId, indicator, period);
    if (!row) throw new Refusal('no-such-field');
    if (row.status !== seen.status || row.value !== seen.value) throw new Refusal('outdated');
    const { status, value: decided, note } = statementOf(request, row);
    const isConfirmed = status === row.status && decided === row.value;
    const stored = {
      decision: isConfirmed ? ('confirmed' as const) : ('corrected' as const),
      status,
      note: isConfirmed && note === null ? row.note : note,
      reviewer,
      decidedAt: now(),
    };
    const extracted = valueColumns(row.value);
    const { lastInsertRowid } = insert.run({
      sha256: row.sha256,
      form: row.form,
      ordinal: BigInt(row.ordinal),
      indicator,
      period,
      extracted_status: row.status,
      extracted_value_number: extracted.value_number,
      extracted_value_text: extracted.value_text,
      raw: row.raw,
      confidence: row.confidence,
      ...valueColumns(decided),
      ...stored,
      decided_at: stored.decidedAt,
    });
    keepSource.run(row.sha256, row.path);
    return { id: Number(lastInsertRowid), reportId, indicator, period, value: decided, ...stored };
  }

  function takeBack(id: number): Undone[] {
    if (!ownIds.has(id)) throw new Refusal('not-yours');
    const row = undone.get(id);
    remove.run(id);
    return row ? [{ ...row, corrected: row.corrected === null ? null : Boolean(row.corrected) }] : [];
  }

  const storeAll = db.transaction((requests: readonly DecisionRequest[]) => requests.map(store));
  const takeBackAll = db.transaction((ids: readonly number[]) =>
    [...ids].sort((a, b) => b - a).flatMap(takeBack),
  );

  return {
    decide(requests) {
      const stored = storeAll.immediate(requests);
      for (const { id } of stored) ownIds.add(id);
      return stored;
    },
    undo(ids) {
      const rows = takeBackAll.immediate(ids);
      for (const id of ids) ownIds.delete(id);
      return rows;
    },
  };
}
