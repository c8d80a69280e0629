/** The type of a site against its name: a bureau's site is hardly the portal of a government. */
import { INDICATORS } from '../../catalogue.js';
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';

/** What stands behind the owner in a site's name. */
const SITE_WORDS = /(政府)?(官方)?(门户)?(网站|网|官网)$/u;

export function evaluateNameType(check: CheckOf<'name-type'>, subject: Subject): Verdict[] {
  const name = subject.text(check.name);
  const type = subject.text(check.type);
  if (name === null || type === null) return [];
  const owner = ownerIn(name);
  if (!new RegExp(check.pattern, 'u').test(owner)) return [];
  if (check.except !== null && new RegExp(check.except, 'u').test(owner)) return [];
  const at = { indicator: check.type, period: 'year' as const };
  return [
    {
      holds: type !== check.unlikely,
      at,
      involved: [at, { indicator: check.name, period: 'year' }],
      words: () => ({ name, type: optionLabel(check.type, type) }),
    },
  ];
}

/** 海口市教育局门户网站 is of 海口市教育局; 洞口县人民政府门户网站 keeps its 人民政府. */
function ownerIn(name: string): string {
  const owner = name.replace(/[（(].*?[）)]$/u, '').replace(SITE_WORDS, '');
  return owner.endsWith('人民') ? `${owner}政府` : owner;
}

function optionLabel(indicator: string, id: string): string {
  const options = INDICATORS.find(({ key }) => key === indicator)?.options ?? [];
  return options.find((option) => option.id === id)?.label ?? id;
}
