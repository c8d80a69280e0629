/** A table as Parquet, with typed columns, written a row group at a time. */
import type { Writable } from 'node:stream';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { calendarDate } from './calendar-date.js';
import type { CellValue, ColumnType, ExportTable, TableColumn } from './tables.js';
import { writeChunk } from './write-chunk.js';

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type SchemaElement = Schema[number];
type ParquetValue = bigint | number | boolean | string | Date | null;

/** Cells of one row group: enough for good compression, at most some 50 MB in memory. */
const CELLS_OF_A_GROUP = 500_000;

const ELEMENT: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
};

function schemaOf(columns: readonly TableColumn[]): Schema {
  const elements = columns.map(
    ({ name, type }): SchemaElement => ({ name, ...ELEMENT[type], repetition_type: 'OPTIONAL' }),
  );
  return [{ name: 'root', num_children: columns.length }, ...elements];
}

function parquetValue(value: CellValue, type: ColumnType): ParquetValue {
  if (value === null) return null;
  if (type === 'integer') return BigInt(value);
  // What is no date stands as it is in the table `fields`.
  if (type === 'date') return calendarDate(String(value));
  return value;
}

/** Hands on what was encoded after every row group, and keeps nothing. */
class StreamWriter extends ByteWriter {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
  }

  flush(): Promise<void> {
    const bytes = new Uint8Array(this.buffer.slice(0, this.index));
    this.index = 0;
    return writeChunk(this.#stream, bytes);
  }

  // The last bytes are flushed by the caller, who can wait for them.
  override finish(): void {}
}

export async function writeParquet(table: ExportTable, stream: Writable): Promise<void> {
  const { columns } = table;
  const writer = new StreamWriter(stream);
  const parquet = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: 'nianbao' });
  const rowsOfGroup = Math.ceil(CELLS_OF_A_GROUP / columns.length);
  let cells: ParquetValue[][] = columns.map(() => []);
  let rows = 0;

  async function writeGroup(): Promise<void> {
    if (rows === 0) return;
    const columnData = columns.map(({ name }, index) => ({ name, data: cells[index] ?? [] }));
    await parquet.write({ columnData, rowGroupSize: rows });
    cells = columns.map(() => []);
    rows = 0;
  }

  for (const row of table.rows()) {
    columns.forEach(({ type }, index) => {
      cells[index]?.push(parquetValue(row[index] ?? null, type));
    });
    rows += 1;
    if (rows === rowsOfGroup) await writeGroup();
  }
  await writeGroup();
  await parquet.finish();
  await writer.flush();
}
