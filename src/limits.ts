/** Every guard against hostile or broken input, each with its unit and its reason. */

export interface Limits {
  /** Bytes of one input file. Real filings are under 20 MB; scans of many pages reach 60 MB. */
  readonly fileBytes: number;
  /** Bytes that one archive may inflate to, counted while inflating (zip headers lie). */
  readonly zipBytes: number;
  /** Inflated over deflated size of one entry: office XML reaches 60, bombs start at 1,000. */
  readonly zipRatio: number;
  /** Entries of one archive. An office file has under 100, a province's archive a few thousand. */
  readonly zipEntries: number;
  /** Archives inside archives. */
  readonly zipDepth: number;
  /** Nested elements of an XML part. */
  readonly xmlDepth: number;
  /** Elements of one HTML page. */
  readonly htmlNodes: number;
  /** Cells of all tables of one document: a filing has under 600. */
  readonly cells: number;
  /** Characters of a text file. A filing with its instructions has 12,000. */
  readonly textLength: number;
  /** Pages of one PDF that are read. */
  readonly pdfPages: number;
  /** Pixels of one page image: 600 dpi A3 has 70 million. */
  readonly imagePixels: number;
  /** Milliseconds for one run of an outside program such as LibreOffice. */
  readonly toolMilliseconds: number;
  /**
   * Milliseconds without a sign of life from the process that reads a file. It gives one every second unless it is
   * caught in one long step: the longest step of real filings, a large scan, takes 3 s.
   */
  readonly idleMilliseconds: number;
  /** Milliseconds for one file in all: 40 scanned pages of 15 s on a slow machine. */
  readonly readMilliseconds: number;
  /** Resident bytes of the process that reads a file. Recognition of A3 pages at 600 dpi reaches 700 MB. */
  readonly workerBytes: number;
  /** Bytes of JavaScript heap in that process; page images lie outside it. Large workbooks reach 300 MB. */
  readonly heapBytes: number;
  /** Bytes that a library may print while one file is read: warnings of real files stay under 100 KB. */
  readonly printedBytes: number;
  /** Characters of one result as JSON. A filing gives 100,000, a book of 200 of them 20 million. */
  readonly resultLength: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 200_000_000,
  zipBytes: 64_000_000,
  zipRatio: 200,
  zipEntries: 2_000,
  zipDepth: 2,
  xmlDepth: 256,
  htmlNodes: 400_000,
  cells: 50_000,
  textLength: 20_000_000,
  pdfPages: 200,
  imagePixels: 100_000_000,
  toolMilliseconds: 60_000,
  idleMilliseconds: 30_000,
  readMilliseconds: 600_000,
  workerBytes: 900_000_000,
  heapBytes: 512_000_000,
  printedBytes: 1_000_000,
  resultLength: 50_000_000,
};
