/** The program trusts its own data files at start; here they are held to their form. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SOURCE_KINDS } from '../../src/model/document.js';
import { CONFIDENCE_MODEL } from '../../src/normalize/confidence.js';
import { builtInTemplateData } from '../../src/normalize/template.js';
import { checkTemplate, parseTemplates } from '../../src/normalize/template-schema.js';

describe('template files', () => {
  it.each(builtInTemplateData().map((data) => [data.id, data]))('%s is well formed', (id, data) => {
    expect(checkTemplate(String(id), data)).toEqual(data);
  });

  it('are refused with the name of the file and what is wrong', () => {
    expect(() => parseTemplates([['mine.json', '{"id":"Mine"}']])).toThrow(/mine\.json/);
  });

  it('may be like a built-in template in other years', () => {
    const own = {
      id: 'work-2030',
      form: 'work',
      note: 'n',
      years: { from: 2030, to: null },
      like: 'work-2019',
    };
    const [template] = parseTemplates([['work-2030.json', JSON.stringify(own)]]);
    expect(template?.id).toBe('work-2030');
    expect(template?.indicators.length).toBeGreaterThan(60);
  });
});

describe('the confidence model', () => {
  const weighing = z.strictObject({
    intercept: z.number(),
    sourceKinds: z.partialRecord(z.enum(SOURCE_KINDS), z.number()),
    weights: z.record(z.string(), z.number()),
  });
  const schema = z.strictObject({
    note: z.string().min(1),
    written: weighing,
    scanned: weighing,
    ceiling: z.number().min(0.9).max(1),
  });

  it('is well formed', () => {
    expect(schema.parse(CONFIDENCE_MODEL)).toEqual(CONFIDENCE_MODEL);
  });
});
