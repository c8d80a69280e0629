/** Fields that stand in running text have no cell: finds the paragraph that holds their label and value. */
import type { FieldView } from '../filing/view-types.js';
import { type BlockView, textOfBlock } from './block-view.js';

const folded = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

interface Line {
  readonly block: number;
  readonly text: string;
}

/** `indicator period` → index of the block. */
export function paragraphPlaces(
  blocks: readonly BlockView[],
  fields: readonly Pick<FieldView, 'indicator' | 'period' | 'raw' | 'labelRaw' | 'place'>[],
): Record<string, number> {
  const lines = blocks.flatMap((block, index): Line[] =>
    block.kind === 'paragraph' ? [{ block: index, text: folded(textOfBlock(block.content)) }] : [],
  );
  const places: Record<string, number> = {};
  for (const { indicator, period, raw, labelRaw, place } of fields) {
    if (place.table !== null) continue;
    const line = lineWith(lines, folded(labelRaw), folded(raw));
    if (line) places[`${indicator} ${period}`] = line.block;
  }
  return places;
}

function lineWith(lines: readonly Line[], label: string, raw: string): Line | undefined {
  if (label === '') return undefined;
  return (
    lines.find(({ text }) => text.includes(label) && text.includes(raw)) ??
    lines.find(({ text }) => text.includes(label))
  );
}
