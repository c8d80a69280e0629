/** Text or noise: what decodes is not yet something that a person could read. */

/** Characters that are looked at: the start, where headers of unknown binary formats stand. */
const SAMPLE_CHARACTERS = 100_000;
/** Share of control, replacement and private characters from which it is noise; damaged text has under 0.02. */
const NOISE_SHARE = 0.1;

/** Zero bytes never stand in text: a few come from careless exports, more are a binary format. */
const ZERO_SHARE = 0.001;

/** Control characters that are no white space; U+FFFD and the non-characters after it; private planes. */
const NOISE = /[^\P{Cc}\s]|[\ufffd-\uffff\u{f0000}-\u{10ffff}]/gu;
const ZERO = /\0/g;

/** Whether decoded text is text. */
export function isReadable(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const count = (kind: RegExp): number => sample.match(kind)?.length ?? 0;
  return (
    count(NOISE) <= sample.length * NOISE_SHARE && count(ZERO) <= Math.max(2, sample.length * ZERO_SHARE)
  );
}
