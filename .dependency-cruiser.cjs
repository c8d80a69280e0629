/** The one direction of the pipeline, enforced: adapters know nothing of indicators, loading knows neither. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'model-depends-on-nothing',
      severity: 'error',
      from: { path: '^src/model' },
      to: { pathNot: '^src/model' },
    },
    {
      name: 'extract-knows-no-indicators',
      severity: 'error',
      from: { path: '^src/extract' },
      to: { path: '^src/(normalize|load|review|model/(indicator|reading|result))' },
    },
    {
      name: 'normalize-knows-no-formats',
      severity: 'error',
      from: { path: '^src/normalize' },
      to: {
        path: '^(src/(extract|load|review)|node_modules/(better-sqlite3|cheerio|mammoth|pdfjs-dist|sharp|exceljs|xlsx))',
      },
    },
    // The catalogue, the regions and the measured calibration are reference data that both sides share; everything else there reads forms.
    {
      name: 'load-knows-no-reading',
      severity: 'error',
      from: { path: '^src/load' },
      to: { path: '^src/(extract|normalize/(?!catalogue|regions|calibration))' },
    },
    {
      name: 'export-reads-the-database-only',
      severity: 'error',
      from: { path: '^src/export' },
      to: { path: '^src/(extract|normalize|batch|golden|review|cli)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
