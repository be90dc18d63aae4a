/**
 * The PostgreSQL server of the tests, or `undefined` where it may be missing; in CI it must be there.
 *
 * `ASSISTANT_TEST_WITHOUT_POSTGRES` says that it is left out on purpose.
 */
export function postgresUrl(): string | undefined {
  const url = process.env.ASSISTANT_TEST_POSTGRES_URL;
  if (!url && process.env.CI && !process.env.ASSISTANT_TEST_WITHOUT_POSTGRES) {
    throw new Error(
      'ASSISTANT_TEST_POSTGRES_URL must name a PostgreSQL server with pgvector in CI; systems/run.sh start postgres gives one',
    );
  }
  return url;
}
