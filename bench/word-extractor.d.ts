/** The package brings no types: what the bench uses of it. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(bytes: Buffer): Promise<{ getBody(): string }>;
  }
}
