/** Every error that ends the reading of a file; a bad value is a finding and never one of these. */

/** A file that cannot be read: `message` says what is wrong and what to do about it. */
export class ExtractionError extends Error {
  override readonly name: string = 'ExtractionError';
  /** Stable id, such as `unsupported-format`, `corrupt-input`, `limit.zip`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The bytes are of no kind that this program reads: recorded as `skipped`, not as a failure. */
export class UnsupportedFormat extends ExtractionError {
  override readonly name = 'UnsupportedFormat';

  constructor(message: string) {
    super('unsupported-format', message);
  }
}

/** A guard against hostile or broken input was reached. */
export class LimitExceeded extends ExtractionError {
  override readonly name = 'LimitExceeded';

  constructor(limit: string, message: string) {
    super(`limit.${limit}`, message);
  }
}
