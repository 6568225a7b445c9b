// Runs one statement on a connection of its own: for making and dropping databases, never for what a test
// checks.
// Example: await runSql(url, "CREATE DATABASE test_1")
import pg from "pg";

export async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
