/** A form of a few labels, and documents written by hand: what the tests of normalising read. */
import { paragraphBlock, tableBlock } from '../../src/extract/text/blocks.js';
import type { Block, SourceDocument } from '../../src/model/document.js';
import type { FieldDraft } from '../../src/normalize/field-draft.js';
import { documentLines, type Line } from '../../src/normalize/form-lines.js';
import { type LocatedForm, TemplateReader } from '../../src/normalize/locate-labels.js';
import { FieldReader } from '../../src/normalize/read-fields.js';
import { TokenSplitter } from '../../src/normalize/split-tokens.js';
import { buildTemplate, type Template, type TemplateData } from '../../src/normalize/template.js';

export type Row = readonly string[];

/** A paragraph for a string, a table for rows; what a text dump would give. */
export function sourceDocument(...parts: (string | readonly Row[])[]): SourceDocument {
  let tables = 0;
  const blocks = parts.flatMap((part): Block[] => {
    if (typeof part !== 'string') {
      tables += 1;
      return [tableBlock(tables - 1, part)];
    }
    const paragraph = paragraphBlock(part);
    return paragraph ? [paragraph] : [];
  });
  return {
    mediaType: 'text/plain',
    sourceKind: 'word-dump',
    reader: 'text',
    blocks,
    pages: null,
    warnings: [],
  };
}

/** The same with columns that mean something, as a sheet or a page with rulings has them. */
export function gridDocument(rows: readonly Row[]): SourceDocument {
  const table = tableBlock(0, rows);
  return { ...sourceDocument(), sourceKind: 'office', blocks: [{ ...table, grid: true }] };
}

const BARE: TemplateData = {
  id: 'small',
  form: 'work',
  note: 'made up',
  years: null,
  titles: ['政府网站工作年度报表'],
  header: [],
  body: [],
  footer: [],
};

export function templateOf(data: Partial<TemplateData>): Template {
  return buildTemplate({ ...BARE, ...data });
}

/** Three 总数 told apart by what stands around them, as in every form. */
export const SMALL_FORM = templateOf({
  header: [{ label: '填报单位', key: 'filing.reporting_unit' }],
  body: [
    { label: '网站名称', key: 'site.name' },
    {
      section: '信息发布',
      items: [
        { label: '总数', key: 'publishing.total' },
        { label: '概况类信息更新量', key: 'publishing.overview_updates' },
        { label: '政务动态信息更新量', key: 'publishing.news_updates' },
      ],
    },
    {
      section: '解读信息发布',
      items: [
        { label: '总数', key: 'interpretation.total' },
        { label: '解读材料数量', key: 'interpretation.materials' },
      ],
    },
    {
      section: '办件量',
      items: [
        { label: '总数', key: 'services.cases_total' },
        { label: '自然人办件量', key: 'services.cases_natural_persons' },
      ],
    },
    { label: '是否提供智能问答', key: 'interaction.smart_qa' },
  ],
  footer: [
    { label: '单位负责人', key: 'filing.responsible_person', aliases: ['负责人'] },
    { label: '审核人', key: 'filing.reviewer' },
    { label: '填报人', key: 'filing.preparer' },
    { label: '联系电话', key: 'filing.phone' },
    { label: '填报日期', key: 'filing.date' },
  ],
});

export const SMALL_ROWS: readonly Row[] = [
  ['网站名称', '甲网'],
  ['信息发布', '总数', '10'],
  ['', '概况类信息更新量', '3'],
  ['', '政务动态信息更新量', '7'],
  ['解读信息发布', '总数', '20'],
  ['', '解读材料数量', '4'],
  ['办件量', '总数', '30'],
  ['', '自然人办件量', '25'],
  ['是否提供智能问答', '☑是 □否'],
];

export function splitLines(document: SourceDocument, template: Template): Line[] {
  const splitter = new TokenSplitter([template]);
  return documentLines(document).map((line) => splitter.split(line));
}

export function locate(document: SourceDocument, template = SMALL_FORM): LocatedForm {
  return new TemplateReader(template).align(splitLines(document, template)).locate();
}

/** Drafts by `key`, or `key@period` where there are several periods. */
export function drafts(document: SourceDocument, template = SMALL_FORM): Map<string, FieldDraft> {
  const { drafts: all } = new FieldReader(locate(document, template), 2023).read();
  return new Map(
    all.map((draft) => {
      const { key, periods } = draft.indicator;
      return [periods.length > 1 ? `${key}@${draft.period}` : key, draft];
    }),
  );
}

/** The value where one is reported, else the status. */
export function answers(document: SourceDocument, template = SMALL_FORM): Record<string, unknown> {
  return Object.fromEntries(
    [...drafts(document, template)].map(([key, draft]) => [key, draft.value ?? draft.status]),
  );
}
