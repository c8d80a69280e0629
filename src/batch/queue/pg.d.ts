/** The little of `pg` that the queue uses; the package comes without types. */
declare module 'pg' {
  export interface QueryResult<Row> {
    readonly rows: Row[];
  }

  export interface ConnectionOptions {
    readonly connectionString: string;
    readonly application_name?: string;
    readonly connectionTimeoutMillis?: number;
    readonly keepAlive?: boolean;
  }

  export class Client {
    constructor(options: ConnectionOptions);
    connect(): Promise<void>;
    query<Row>(sql: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): Promise<void>;
  }

  export interface PoolClient extends Client {
    /** @param broken closes the connection instead of giving it back */
    release(broken?: boolean): void;
  }

  export class Pool {
    constructor(options: ConnectionOptions & { readonly max?: number });
    connect(): Promise<PoolClient>;
    query<Row>(sql: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): Promise<void>;
  }
}
